"""The values that the filters of the list of actions may have."""

import datetime

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast, Concat

from actions.models import ActionMotion, Ministry, Theme
from motions.models import Member, Membership, Motion, member_of_party_then
from pok_tracker.lib.vocabulary import Vocabulary, choices_from, read_choices


def read_vocabulary(*, at: datetime.datetime) -> Vocabulary:
    """Return (value, label) per parameter: what published actions are linked to; one query."""
    links = ActionMotion.objects.published(at=at).filter(motion=OuterRef("pk"))
    # Looked up motion by motion: there are few, and each may have thousands of actions.
    motions = Motion.objects.filter(Exists(links))
    members = Member.objects.filter(motions__in=motions.values("pk"))
    parties = Membership.objects.filter(
        member_of_party_then("", "member__motions__proposed_on"),
        member__motions__in=motions.values("pk"),
    )
    themes = Theme.objects.published(at=at)
    return read_choices(
        choices_from("thema", themes, "slug", "name", place="position"),
        choices_from("ministerie", Ministry.objects.order_by(), "code", "name"),
        choices_from("motie", motions, motion_code(), _motion_label(), place="number"),
        choices_from("indiener", members, "slug", "name"),
        choices_from("fractie", parties, "party__slug", "party__name"),
    )


def motion_code(path: str = "") -> Concat:
    """The code of a motion ("35510-13") in SQL; path leads to the motion, as in "motions__"."""
    return Concat(
        F(f"{path}dossier"),
        Value("-"),
        Cast(F(f"{path}number"), CharField()),
        output_field=CharField(),
    )


def _motion_label() -> Concat:
    """A motion as people name it: nr. 13 Omtzigt, Segers, Van der Staaij."""
    names = StringAgg("submitters__name", ", ", order_by="submissions__position")
    return Concat(
        Value("nr. "),
        Cast(F("number"), CharField()),
        Value(" "),
        Cast(names, CharField()),
        output_field=CharField(),
    )
