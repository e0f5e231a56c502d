"""Editions beside each other."""

from collections.abc import Iterable
from itertools import pairwise

from actions.models import StatusReport


def with_earlier(reports: Iterable[StatusReport]) -> list[tuple[StatusReport, StatusReport]]:
    """The one before it and the edition, of every edition but the first; both newest first."""
    return [(earlier, later) for later, earlier in pairwise(reports)]
