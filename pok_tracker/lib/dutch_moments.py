"""Moments as people in the Netherlands say them."""

import datetime

from django.utils import timezone

from pok_tracker.lib.dutch_dates import day_in_words


def moment_in_words(at: datetime.datetime) -> str:
    """Print a moment on the clock of Amsterdam: 15 januari 2022 om 14.30 uur."""
    local = timezone.localtime(at)
    return f"{day_in_words(local.date())} om {local:%H.%M} uur"
