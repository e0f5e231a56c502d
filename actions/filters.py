"""The filters of the list of actions: one set for the page, its other forms and the API."""

import datetime
from functools import cached_property

import django_filters
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import QueryDict
from django.utils import timezone

from actions.models import Action, ActionMotion, Milestone, Status
from actions.models.text_search import PlaceAmong
from actions.search import Answer, answer, keep_answers
from actions.search_question import Question, read_question
from actions.vocabulary import read_vocabulary
from motions.models import MotionSubmitter, member_of_party_then
from pok_tracker.lib.filtering import SearchWords, StrictChoices, StrictFilterSet

ORIGINS = [("motie", "uit een motie"), ("kabinetsreactie", "uit de kabinetsreactie")]
TERMS = [
    ("verstreken", "verstreken, geen uitkomst bekend"),
    ("binnenkort", "binnen 60 dagen"),
    ("open", "later"),
    ("geen", "geen termijn genoemd"),
]
SORT_FIELDS = {
    "nummer": F("number"),
    "thema": F("theme__position"),
    # In the order of the rubric: the alphabet of the codes means nothing to a reader.
    "status": Case(
        *(When(current_status=code, then=Value(place)) for place, code in enumerate(Status.values))
    ),
    "gewijzigd": F("current_published_at"),
    "termijn": F("latest_term"),
}
DEFAULT_SORT = "nummer"
SORTS = [(f"{sign}{name}", name) for name in SORT_FIELDS for sign in ("", "-")]


class ActionFilter(StrictFilterSet):
    """Which published actions a reader asks for, and in what order.

    A repeated parameter means "or", different parameters mean "and". The names are the public
    contract.
    """

    q = SearchWords("Zoeken", method="filter_words")
    thema = StrictChoices("Thema", method="filter_theme")
    status = StrictChoices("Status", field_name="current_status", choices=Status.choices)
    ministerie = StrictChoices("Ministerie", method="filter_ministry")
    motie = StrictChoices("Motie", method="filter_motion")
    indiener = StrictChoices("Indiener", method="filter_member")
    fractie = StrictChoices("Fractie", method="filter_party")
    herkomst = StrictChoices("Herkomst", method="filter_origin", choices=ORIGINS)
    termijn = StrictChoices("Termijn", method="filter_term", choices=TERMS)
    gewijzigdSinds = django_filters.DateFilter(
        label="Gewijzigd sinds",
        method="filter_changed",
        error_messages={"invalid": "Schrijf een datum als jaar-maand-dag, zoals 2021-06-30."},
    )
    sort = django_filters.ChoiceFilter(
        label="Volgorde",
        choices=SORTS,
        error_messages={
            "invalid_choice": "'%(value)s' is geen volgorde. Kies nummer, thema, status, gewijzigd "
            "of termijn, met een - ervoor om om te keren."
        },
    )

    def __init__(self, data: QueryDict, *, at: datetime.datetime) -> None:
        super().__init__(
            data,
            queryset=Action.objects.for_list(at=at),
            at=at,
            vocabulary=read_vocabulary(at=at),
        )

    @cached_property
    def question(self) -> Question:
        """What the reader searches for; of a valid filter set."""
        return read_question(self.form.cleaned_data["q"], at=self.at)

    @property
    def searches(self) -> bool:
        """Whether the reader searches for something."""
        return bool(self.form.cleaned_data["q"])

    @cached_property
    def answer(self) -> Answer:
        """What answers the question; of a valid filter set."""
        return answer(self.question)

    @property
    def answers(self) -> QuerySet:
        """The keys of the actions that answer the question, whatever the other filters say."""
        return keep_answers(Action.objects.order_by(), self.answer).values("pk")

    def sorted(self, queryset: QuerySet) -> QuerySet:
        """Best match first for a search, else by number; `sort` overrules both."""
        chosen = self.form.cleaned_data["sort"]
        if not chosen and self.form.cleaned_data["q"]:
            return queryset.order_by(PlaceAmong(self.answer.keys))
        return in_order_of(chosen or DEFAULT_SORT, queryset, at=self.at)

    def filter_words(self, actions: QuerySet, name: str, value: str) -> QuerySet:
        """See actions/search.py."""
        return keep_answers(actions, self.answer)

    def filter_theme(self, actions: QuerySet, name: str, values: list[str]) -> QuerySet:
        """A theme includes its sub-themes."""
        return actions.filter(Q(theme__slug__in=values) | Q(theme__parent__slug__in=values))

    def filter_ministry(self, actions: QuerySet, name: str, values: list[str]) -> QuerySet:
        """Any of the ministries acts, leading or not."""
        ministries = Action.ministries.through.objects.filter(
            action=OuterRef("pk"), ministry__code__in=values
        )
        return actions.filter(Exists(ministries))

    def filter_motion(self, actions: QuerySet, name: str, values: list[str]) -> QuerySet:
        """Carries out (a part of) any of the motions, written as 35510-13."""
        links = Q()
        for code in values:
            dossier, number = code.rsplit("-", 1)
            links |= Q(motion__dossier=dossier, motion__number=number)
        return actions.filter(Exists(ActionMotion.objects.filter(links, action=OuterRef("pk"))))

    def filter_member(self, actions: QuerySet, name: str, values: list[str]) -> QuerySet:
        """Carries out a motion that any of the members signed."""
        return actions.filter(Exists(_signed().filter(member__slug__in=values)))

    def filter_party(self, actions: QuerySet, name: str, values: list[str]) -> QuerySet:
        """Carries out a motion signed by a member of any of the parties on that day."""
        return actions.filter(
            Exists(
                _signed().filter(
                    member_of_party_then("member__memberships__", "motion__proposed_on"),
                    member__memberships__party__slug__in=values,
                )
            )
        )

    def filter_origin(self, actions: QuerySet, name: str, values: list[str]) -> QuerySet:
        """A motion asked for it, or the cabinet itself announced it."""
        if len(values) == len(ORIGINS):
            return actions
        links = ActionMotion.objects.filter(action=OuterRef("pk"))
        return actions.filter(Exists(links) if values == ["motie"] else ~Exists(links))

    def filter_term(self, actions: QuerySet, name: str, values: list[str]) -> QuerySet:
        """Has a promise that stands so today, or none at all."""
        wanted = Q()
        for value in values:
            wanted |= term_condition(value, at=self.at)
        return actions.filter(wanted)

    def filter_changed(self, actions: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Its current update was published on that day or later, by the clock in Amsterdam."""
        return actions.filter(current_published_at__gte=start_of(value))


def in_order_of(sort: str, actions: QuerySet, *, at: datetime.datetime) -> QuerySet:
    """The actions of `for_list` in the order of one of SORTS; equal ones by number."""
    if sort.endswith("termijn"):
        actions = actions.alias(latest_term=_latest_term(at=at))
    field = SORT_FIELDS[sort.removeprefix("-")]
    order = field.desc if sort.startswith("-") else field.asc
    return actions.order_by(order(nulls_last=True), "number")


def start_of(day: datetime.date) -> datetime.datetime:
    """The moment at which a day begins in Amsterdam."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def term_condition(value: str, *, at: datetime.datetime) -> Q:
    """The condition on published actions behind one choice of the filter `termijn`."""
    # Not tied to the action outside: PostgreSQL then looks up all promises once, not per action.
    promises = Milestone.objects.promises(at=at)
    if value == "geen":
        return ~Q(pk__in=promises.values("update__action"))
    standing = promises.with_standing(at=at).filter(stand=value)
    return Q(pk__in=standing.values("update__action"))


def _latest_term(*, at: datetime.datetime) -> Subquery:
    """The last day of the promise that lies furthest ahead."""
    promises = Milestone.objects.promises(at=at).filter(update__action=OuterRef("pk"))
    return Subquery(promises.order_by("-last_day").values("last_day")[:1])


def _signed() -> QuerySet:
    """Signatures under the motions of the action in the outer query."""
    return MotionSubmitter.objects.filter(motion__action_links__action=OuterRef("pk"))
