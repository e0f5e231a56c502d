"""What happened to actions, as entries of a feed, and what they promise, as days in a calendar."""

import datetime
from collections.abc import Collection, Sequence

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from actions.models import Action, Milestone, Status, StatusUpdate
from actions.models.milestone import attach_milestones
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


def promises_of(actions: Sequence[Action], request: HttpRequest) -> list[CalendarDays]:
    """The promises in the updates that stand, by day; 1 query.

    The actions come from a queryset that joined `current`.
    """
    attach_milestones(actions)
    events = [
        _days(action, milestone, request)
        for action in actions
        for milestone in action.current.milestones.all()
        if milestone.kind == Milestone.Kind.PLANNED
    ]
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


def _days(action: Action, milestone: Milestone, request: HttpRequest) -> CalendarDays:
    words = span_in_words(milestone.first_day, milestone.last_day, milestone.precision)
    before = milestone.precision == Milestone.Precision.BEFORE
    return CalendarDays(
        key=f"actie-{action.number}-{action.current.slug}-termijn-{milestone.position}",
        summary=f"Actie {action.number}: {words} – {_shortened(milestone.quote)}",
        description=_described(action, milestone, words),
        # "Before the recess" is a last day, not every day until then.
        first_day=milestone.last_day if before else milestone.first_day,
        last_day=milestone.last_day,
        address=request.build_absolute_uri(action.get_absolute_url()),
        changed_at=action.current.published_at,
        called_off=milestone.moved_to_id is not None,
    )


def _described(action: Action, milestone: Milestone, words: str) -> str:
    lines = [
        f"“{milestone.quote}”",
        f"Onze lezing van “{milestone.date_words}”: {words}.",
        f"Status van de actie, onze lezing: {Status(action.current.status).label}.",
    ]
    if milestone.met_on:
        lines.append(f"Gehaald op {day_in_words(milestone.met_on)}.")
    elif milestone.moved_to_id:
        lines.append("Verschoven: een latere termijn kwam hiervoor in de plaats.")
    return "\n".join(lines)


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    if len(words) <= LONGEST_QUOTE:
        return words
    return f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
