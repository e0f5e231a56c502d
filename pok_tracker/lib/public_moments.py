"""The moments at which what the public reads changes by itself."""

from array import array
from collections.abc import Sequence

from pok_tracker.lib.shown_to_public import PUBLIC_MOMENTS


def read_public_moments() -> Sequence[float]:
    """All of them, past and to come, the earliest first, as timestamps; 1 query."""
    columns = [
        model._default_manager.order_by().exclude(**{column: None}).values_list(column)
        for model, moments in PUBLIC_MOMENTS.items()
        for column in moments
    ]
    found = columns[0].union(*columns[1:])
    return array("d", sorted(moment.timestamp() for (moment,) in found))
