"""The one condition that decides which update of an action stands at a moment."""

import datetime

from django.db.models import Q


def stands_at(at: datetime.datetime, path: str) -> Q:
    """The condition that an update, reached over path, is the one that stands at that moment."""
    return (
        Q(**{f"{path}__state": "gepubliceerd"})
        & Q(**{f"{path}__published_at__lte": at})
        & (Q(**{f"{path}__superseded_at": None}) | Q(**{f"{path}__superseded_at__gt": at}))
    )
