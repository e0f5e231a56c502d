"""Actions as ActionSerializer gives them, for whole lists: plain values, read without models.

A serializer asks each of some forty fields for each row, and a model for each of all that hangs on
it; that takes ten times as long. ActionSerializer stays what programs are told of an action, and
answers for one; tests/actions/selection/test_rows.py and tests/pok_tracker/test_same_selection.py
hold the two together.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest

from actions.api.citations import citation
from actions.api.reading import Named, read_named
from actions.dossier import Cited, read_citations
from actions.listed import Told, address_of_action, address_of_motion, told_ministries, told_motions
from actions.models import Action
from actions.models.milestone import milestones_of_current
from actions.models.text_search import OneOf, array_text
from actions.models.wording import words_of
from pok_tracker.lib.compiled_query import MOMENT, compiled, slot

Row = dict[str, Any]
MILESTONE = {
    "citaat": "quote",
    "soort": "kind",
    "van": "first_day",
    "tot": "last_day",
    "precisie": "precision",
    "stand": "stand",
}
# In the order in which ToldAction has them.
COLUMNS = (
    "pk",
    "current__pk",
    "current__version",
    "number",
    "description",
    "earlier_words",
    "theme__slug",
    "theme__name",
    "theme__parent__slug",
    "theme__parent__name",
    "current__status",
    "current__status_quote",
    "current__waiting_for",
    "current__text",
    "current__as_of",
    "current__report__slug",
    "current__shared_with",
    "current__footnotes",
    "current__see_also",
    "current__cited",
    "current__published_at",
)


@dataclass(frozen=True, slots=True)
class ToldAction:
    """One action as the database tells it; see `COLUMNS`."""

    key: int
    update: int
    version: int
    number: int
    description: str
    replaced: Told | None
    theme_slug: str
    theme: str
    main_slug: str | None
    main: str | None
    status: str
    status_quote: str
    waiting_for: str
    text: str
    as_of: datetime.date
    report: str | None
    shared_with: Sequence[int]
    footnotes: Sequence[Told]
    see_also: Sequence[int]
    cited: Sequence[str]
    published_at: datetime.datetime | None
    motions: Sequence[Told]
    ministries: Sequence[Told]
    milestones: Sequence[Told]


def read_told(keys: Sequence[int], *, at: datetime.datetime) -> list[ToldAction]:
    """The public actions with these keys, in that order; 1 query."""
    rows = _rows().tuples(at=at, keys=array_text(keys))
    by_key = {told.key: told for told in (ToldAction(*row) for row in rows)}
    return [by_key[key] for key in keys]


def rows_of(
    actions: Sequence[ToldAction], request: HttpRequest, *, at: datetime.datetime
) -> list[Row]:
    """The actions as the API gives them; at most 2 queries."""
    named = read_named(actions, at=at)
    origin = request.build_absolute_uri("/").removesuffix("/")
    return [_row(action, named, origin) for action in actions]


@compiled
def _rows() -> QuerySet:
    actions = Action.objects.published(at=MOMENT).filter(OneOf(F("pk"), slot("keys")))
    return actions.order_by().values_list(
        *COLUMNS, told_motions(), told_ministries(), _milestones()
    )


def _milestones() -> ArraySubquery:
    told = milestones_of_current(at=MOMENT).values(told=JSONObject(**MILESTONE))
    return ArraySubquery(told)


def _row(action: ToldAction, named: Named, origin: str) -> Row:
    theme = _theme(action.theme_slug, action.theme)
    main = _theme(action.main_slug, action.main) if action.main_slug else None
    return {
        "nummer": action.number,
        "omschrijving": words_of(action.description, action.replaced),
        "thema": main or theme,
        "subthema": theme if main else None,
        "uitvoeringsstatus": action.status,
        "uitvoeringsstatusCitaat": action.status_quote,
        "wachtOp": action.waiting_for or None,
        "ministeries": [ministry["code"] for ministry in action.ministries],
        "moties": [_motion(motion, origin) for motion in action.motions],
        "standVanZaken": {
            "tekst": action.text,
            "peildatum": action.as_of.isoformat(),
            "rapportage": action.report,
            "gedeeldMet": named.public(action.shared_with),
            "voetnoten": [footnote["text"] for footnote in action.footnotes],
        },
        "zieOok": named.public(action.see_also),
        "kamerstukken": _papers(action, named.doubts),
        "termijnen": [_milestone(milestone) for milestone in action.milestones],
        "gewijzigdOp": _moment(action.published_at),
        "url": origin + address_of_action(action.number),
    }


def _theme(slug: str, name: str) -> dict[str, str]:
    return {"slug": slug, "naam": name}


def _motion(motion: Told, origin: str) -> Row:
    return {
        "dossier": motion["dossier"],
        "nummer": motion["number"],
        "deel": motion["part"],
        "aanduiding": motion["label"],
        "indieners": motion["named"],
        "cs": motion["and_others"],
        "url": origin + address_of_motion(motion["dossier"], motion["number"]),
    }


def _milestone(milestone: Told) -> Row:
    # The database keeps no order of names.
    return {name: milestone[name] for name in MILESTONE}


def _papers(action: Cited, doubts: Mapping[str, str]) -> list[Row]:
    return [citation(paper) for paper in read_citations(action, doubts)]


def _moment(moment: datetime.datetime | None) -> str | None:
    # As of the serializer; only what is not public has none, and the guard against that is
    # published().
    return moment and moment.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
