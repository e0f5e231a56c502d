"""A selection of actions read for a debatmap; as many queries for one action as for all."""

import datetime
from collections.abc import Callable, Mapping, Sequence

from django.urls import reverse

from actions.brief.content import (
    BriefAction,
    BriefMotion,
    BriefReading,
    BriefSource,
    BriefTerm,
    BriefUpdate,
)
from actions.dossier import (
    read_addresses,
    read_citations,
    read_doubts,
    read_footnotes,
    read_source,
    read_status,
)
from actions.models import Action, ActionMotion, Milestone, Standing, StatusUpdate
from actions.models.milestone import attach_promises
from actions.reading_text import read_blocks
from actions.word_difference import word_difference
from pok_tracker.lib.clock import day_of
from pok_tracker.lib.dutch_dates import MONTHS, span_in_words
from pok_tracker.lib.viewpoint import PARAMETER

STILL_TO_COME = {Standing.OPEN, Standing.SOON, Standing.PASSED}
WORDS_IN_CONTENTS = 14


def read_brief(
    actions: Sequence[Action], *, at: datetime.datetime, absolute: Callable[[str], str]
) -> tuple[BriefAction, ...]:
    """Return what a debatmap tells of these actions at that moment; 3 queries.

    The actions come with what `for_list` loads, in the order of the reader. `absolute` makes a
    whole address of a path.
    """
    attach_promises(actions, at=at)
    earlier = _texts_before(actions, at=at)
    updates = [action.current for action in actions] + list(earlier.values())
    doubts = read_doubts(code for update in updates for code in update.cited)
    reader = _Reader(doubts, day_of(at), absolute)
    return tuple(reader.action(action, earlier.get(action.pk)) for action in actions)


def _texts_before(actions: Sequence[Action], *, at: datetime.datetime) -> dict[int, StatusUpdate]:
    """Per action the published text that came last before the one that stands."""
    published = (
        StatusUpdate.objects.published(at=at)
        .filter(action__in=[action.pk for action in actions])
        .exclude(pk__in=[action.current.pk for action in actions])
    )
    newest_first = published.order_by("action_id", "-published_at").distinct("action_id")
    return {update.action_id: update for update in newest_first}


class _Reader:
    """Reads one action after another with what they share."""

    def __init__(
        self, doubts: Mapping[str, str], on: datetime.date, absolute: Callable[[str], str]
    ) -> None:
        self._doubts = dict(doubts)
        self._on = on
        self._absolute = absolute

    def action(self, action: Action, earlier: StatusUpdate | None) -> BriefAction:
        update = action.current
        return BriefAction(
            number=action.number,
            beginning=_beginning(action.description),
            theme=action.theme.name,
            description=tuple(read_blocks(action.description)),
            motions=tuple(_motion(link) for link in action.motion_links.all()),
            update=self._update(action, update),
            earlier=self._update(action, earlier) if earlier else None,
            difference=word_difference(earlier.text, update.text) if earlier else (),
            reading=_reading(update),
            terms=tuple(
                _term(promise, update)
                for promise in action.promises
                if promise.stand in STILL_TO_COME
            ),
            source=self._source(action, update),
        )

    def _update(self, action: Action, update: StatusUpdate) -> BriefUpdate:
        return BriefUpdate(
            as_of=update.as_of,
            kind=update.get_kind_display(),
            address=self._address("actions:update", action.number, update.slug),
            blocks=tuple(read_status(update, actions=frozenset(), doubts=self._doubts)),
            footnotes=tuple(read_footnotes(update, self._doubts)),
        )

    def _source(self, action: Action, update: StatusUpdate) -> BriefSource:
        report = update.report
        return BriefSource(
            edition=f"De tabel van {_month(report.reference_date)}" if report else "",
            edition_address=self._address("actions:report", report.slug) if report else "",
            places=read_source(action, update),
            papers=tuple(read_citations(update, self._doubts)),
            links=tuple(read_addresses(update)),
        )

    def _address(self, name: str, *arguments: object) -> str:
        path = reverse(name, args=arguments)
        return self._absolute(f"{path}?{PARAMETER}={self._on.isoformat()}")


def _motion(link: ActionMotion) -> BriefMotion:
    part = f", deel {link.part}" if link.part else ""
    paper = link.motion.kamerstuk
    return BriefMotion(f"Motie {paper}{part}", link.label, paper.address())


def _reading(update: StatusUpdate) -> BriefReading | None:
    if not update.status:
        return None
    waiting_for = update.get_waiting_for_display() if update.waiting_for else ""
    return BriefReading(
        update.status, update.get_status_display(), update.status_quote, waiting_for
    )


def _term(promise: Milestone, update: StatusUpdate) -> BriefTerm:
    return BriefTerm(
        days=span_in_words(promise.first_day, promise.last_day, promise.precision),
        quote=promise.quote,
        standing=promise.stand,
        standing_label=str(Standing(promise.stand).label),
        said_on=promise.update.as_of if promise.update_id != update.pk else None,
    )


def _month(day: datetime.date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _beginning(description: str) -> str:
    """The first words of the first line, without its bullet."""
    words = description.split("\n")[0].removeprefix("- ").split()
    more = "\N{NO-BREAK SPACE}…" if len(words) > WORDS_IN_CONTENTS else ""
    return f"{' '.join(words[:WORDS_IN_CONTENTS])}{more}"
