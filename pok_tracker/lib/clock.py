"""The one place that asks the clock; everything below it takes the moment as an argument."""

import datetime

from django.utils import timezone


def now() -> datetime.datetime:
    """The moment at which a request is answered, in UTC."""
    return timezone.now()


def day_of(at: datetime.datetime) -> datetime.date:
    """The day that people in Amsterdam call it at that moment."""
    return timezone.localdate(at)
