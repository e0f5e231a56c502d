"""What happened to actions, as entries of a feed, and what they promise, as days in a calendar."""

import datetime
from collections.abc import Collection, Iterable, Iterator

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from actions.models import Milestone, Standing, Status, StatusUpdate
from actions.models.promises import told_outcome
from actions.word_difference import word_difference
from pok_tracker.lib.calendars import CalendarDays
from pok_tracker.lib.change_feed import MOST_ENTRIES, ChangeEntry
from pok_tracker.lib.dutch_dates import day_in_words, span_in_words

LONGEST_QUOTE = 80


def changes_of(
    actions: Collection[int], request: HttpRequest, *, at: datetime.datetime
) -> list[ChangeEntry]:
    """The newest published updates of actions (by primary key), newest first; 2 queries."""
    published = StatusUpdate.objects.published(at=at)
    before = published.filter(
        action=OuterRef("action"), published_at__lt=OuterRef("published_at")
    ).order_by("-published_at")
    updates = list(
        published.filter(action__in=actions)
        .select_related("action")
        .annotate(before_pk=Subquery(before.values("pk")[:1]))
        .order_by("-published_at", "action__number")[:MOST_ENTRIES]
    )
    earlier = published.in_bulk({update.before_pk for update in updates} - {None})
    return [_entry(update, earlier.get(update.before_pk), request) for update in updates]


def promises_of(
    actions: Collection[int], request: HttpRequest, *, at: datetime.datetime
) -> list[CalendarDays]:
    """The promises of actions (by primary key) that count at that moment, by day; 1 query."""
    promises = Milestone.objects.promises(at=at).filter(update__action__in=actions)
    read_along = ("update__action", "carried_from__update")
    return days_of(promises.with_outcome(at=at).select_related(*read_along), request)


def days_of(promises: Iterable[Milestone], request: HttpRequest) -> list[CalendarDays]:
    """Promises, read with their outcome, as days in a calendar, in the order of those days."""
    events = [_days(milestone, request) for milestone in promises]
    return sorted(events, key=lambda event: (event.first_day, event.last_day, event.key))


def _entry(update: StatusUpdate, earlier: StatusUpdate | None, request: HttpRequest) -> ChangeEntry:
    path = update.get_absolute_url()
    kind = "correctie" if update.kind == StatusUpdate.Kind.CORRECTION else "stand van zaken"
    return ChangeEntry(
        path=path,
        title=f"Actie {update.action.number}: {kind} van {day_in_words(update.as_of)}",
        content=_content(update, earlier),
        address=request.build_absolute_uri(path),
        published_at=update.published_at,
    )


def _content(update: StatusUpdate, earlier: StatusUpdate | None) -> SafeString:
    """The status in words and the text, with what went and what came against the one before."""
    return render_to_string(
        "actions/feed_entry.html",
        {
            "description": update.action.description,
            "status": _status_words(update, earlier),
            "difference": word_difference(earlier.text if earlier else update.text, update.text),
        },
    )


def _status_words(update: StatusUpdate, earlier: StatusUpdate | None) -> str:
    now = Status(update.status).label
    if earlier is None:
        return f"Status, onze lezing: {now}. Dit is de eerste stand van zaken."
    was = Status(earlier.status).label
    if was == now:
        return f"Status, onze lezing: {now}, zoals eerder."
    return f"Status, onze lezing: {now}. Dat was: {was}."


def _days(milestone: Milestone, request: HttpRequest) -> CalendarDays:
    update = milestone.update
    words = span_in_words(milestone.first_day, milestone.last_day, milestone.precision)
    before = milestone.precision == Milestone.Precision.BEFORE
    return CalendarDays(
        key=_key(milestone),
        summary=f"Actie {update.action.number}: {words} – {_shortened(milestone.quote)}",
        description="\n".join(_described(milestone, words)),
        # "Before the recess" is a last day, not every day until then.
        first_day=milestone.last_day if before else milestone.first_day,
        last_day=milestone.last_day,
        address=request.build_absolute_uri(update.action.get_absolute_url()),
        changed_at=update.published_at,
        called_off=milestone.stand == Standing.MOVED,
    )


def _key(milestone: Milestone) -> str:
    """The same for ever: a promise that later texts carry on keeps the name of the first."""
    first_said = milestone.carried_from or milestone
    number = milestone.update.action.number
    return f"actie-{number}-{first_said.update.slug}-termijn-{first_said.position}"


def _described(milestone: Milestone, words: str) -> Iterator[str]:
    yield f"“{milestone.quote}”"
    yield f"Onze lezing van “{milestone.date_words}”: {words}."
    outcome = told_outcome(milestone.told)
    if outcome and outcome.met_on:
        yield f"Gehaald op {day_in_words(outcome.met_on)}. Bron: {outcome.source}"
    elif outcome:
        later = outcome.moved_to
        days = span_in_words(later.first_day, later.last_day, later.precision)
        yield f"Verschoven naar {days}. Bron: {outcome.source}"


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    if len(words) <= LONGEST_QUOTE:
        return words
    return f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
