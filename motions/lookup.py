"""Which motions the words of a reader name."""

import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from motions.models import Motion, MotionSubmitter
from motions.motion_words import MotionWords

SHORTEST_PART_OF_NAME = 4


def motions_meant(words: MotionWords, *, at: datetime.datetime) -> QuerySet:
    """The published motions of which all that the words tell is true, with who signed them."""
    motions = Motion.objects.published(at=at).prefetch_related(
        Prefetch("submissions", MotionSubmitter.objects.select_related("member"))
    )
    return motions.filter(is_meant(words)).order_by("dossier", "number")


def is_meant(words: MotionWords) -> Q:
    """The condition on motions that all is true that the words tell."""
    if words.paper:
        return Q(dossier=words.paper.dossier, number=words.paper.number)
    if words.filed_as:
        return Q(document_number__iexact=words.filed_as) | Q(case_number__iexact=words.filed_as)
    meant = Q() if words.number is None else Q(number=words.number)
    for name in words.names:
        meant &= Q(Exists(_signatures_of(name)))
    return meant


def _signatures_of(name: str) -> QuerySet:
    """Signatures of whoever has that name; "van Omtzigt" says whose motion it is."""
    wanted = Q()
    for written in {name, name.removeprefix("van ")}:
        wanted |= Q(member__name__unaccent__iexact=written)
        wanted |= Q(member__name__unaccent__iendswith=f" {written}")
        if len(written) >= SHORTEST_PART_OF_NAME:
            wanted |= Q(member__name__unaccent__icontains=written)
    return MotionSubmitter.objects.filter(wanted, motion=OuterRef("pk"))
