"""Tells the story of the examples by the verbs that staff use, each at its own moment."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from actions import outcomes, publishing
from actions.editions.publishing_all import Seen, publish_all, waiting_updates
from actions.editions.stored import records_of, standing_rows
from actions.editions.taking_over import ReportFacts, open_edition
from actions.models import Action, Milestone, Outcome, StatusReport, StatusUpdate
from actions.statustable.records import Cell, Record, Table
from pok_tracker.demo_accounts import renew_demo_accounts
from pok_tracker.examples import story
from pok_tracker.lib.advisory_lock import advisory_lock
from pok_tracker.lib.clock import day_of

NO_LINES = ()


@dataclass(frozen=True, slots=True)
class People:
    """Who plays in the story: a writer and a reviewer of BZK, and who may do all."""

    writer: User
    reviewer: User
    administrator: User


def refuse_unmarked() -> None:
    """Raise ImproperlyConfigured unless every page of this site says that it shows examples."""
    if not settings.EXAMPLES:
        raise ImproperlyConfigured(
            "Deze site toont geen voorbeelden. Gebruik make demo: dat heeft een eigen database."
        )


def add_examples() -> bool:
    """Add the examples to the first edition when they are not there; whether anything was added.

    All or nothing. Raises what refuse_unmarked raises.
    """
    refuse_unmarked()
    with advisory_lock("voorbeelden"), transaction.atomic():
        if StatusReport.objects.filter(reference_date=story.EDITION_DAY).exists():
            return False
        people = _people()
        _tell_edition(people)
        _tell_outcomes(people)
        _tell_correction(people)
        _tell_withdrawal(people)
        _tell_interim(people)
        _tell_what_is_not_public(people)
    return True


def _people() -> People:
    renew_demo_accounts()
    named = User.objects.get
    return People(
        writer=named(username="redacteur"),
        reviewer=named(username="eindredacteur"),
        administrator=named(username="beheerder"),
    )


# -- The second edition ----------------------------------------------------------
def _tell_edition(people: People) -> None:
    table = _second_table(records_of(standing_rows(at=story.TAKEN_OVER_AT)))
    digest = hashlib.sha256(repr(table).encode()).hexdigest()
    facts = ReportFacts(story.EDITION_DAY, story.EDITION_FILE, digest)
    opened = open_edition(facts, table, by=people.reviewer, at=story.TAKEN_OVER_AT)
    texts = {text.number: text for text in (*story.EDITION_TEXTS, story.NEW_ACTION)}
    for draft in waiting_updates(opened.report):
        _write(draft, texts[draft.action.number], by=people.reviewer, at=story.TAKEN_OVER_AT)
    publish_all(
        opened.report,
        by=people.administrator,
        seen={
            update.pk: Seen(update.content_hash, update.version)
            for update in waiting_updates(opened.report)
        },
        at=story.EDITION_AT,
    )


def _second_table(before: tuple[Record, ...]) -> Table:
    """The first table with the texts of the story in it."""
    texts = {text.number: text for text in story.EDITION_TEXTS}
    kept = [_with_text(record, texts) for record in before if record.number != story.GONE]
    return Table(
        title=Cell(story.EDITION_TITLE, NO_LINES),
        introduction=Cell(story.EDITION_INTRODUCTION, NO_LINES),
        headings=(),
        records=(*kept, _new_record(before[-1])),
        furniture=(),
    )


def _with_text(record: Record, texts: Mapping[int, story.Text]) -> Record:
    description = story.NEW_DESCRIPTIONS.get(record.number)
    if description:
        record = replace(record, description=Cell(description, NO_LINES))
    if record.number in texts:
        words = texts[record.number].words
        record = replace(record, status=Cell(words, NO_LINES), footnotes=(), addresses=())
    return record


def _new_record(last: Record) -> Record:
    """The new action, under the theme of the last one."""
    return Record(
        number=story.NEW_ACTION.number,
        theme=last.theme,
        subtheme=last.subtheme,
        description=Cell(story.NEW_ACTION_DESCRIPTION, NO_LINES),
        status=Cell(story.NEW_ACTION.words, NO_LINES),
        labels=(),
        shared_with=(),
        see_also=(),
        citations=(),
        footnotes=(),
        addresses=(),
    )


# -- What came of promises -------------------------------------------------------
def _tell_outcomes(people: People) -> None:
    met = _propose(people.reviewer, _promise(*story.MET), met_on=story.MET_ON)
    number, words = story.MOVED
    later = Milestone.objects.get(
        update__action__number=number,
        update__report__reference_date=story.EDITION_DAY,
        date_words=story.SPRING_2022.date_words,
    )
    moved = _propose(people.reviewer, _promise(number, words), moved_to=later)
    for outcome in (met, moved):
        outcomes.confirm(outcome, by=people.administrator, at=story.OUTCOME_CONFIRMED_AT)
    _propose(people.writer, _promise(*story.WAITING), met_on=story.WAITING_MET_ON)


def _promise(number: int, words: str) -> Milestone:
    """A promise of the first edition, by the words of its day."""
    return Milestone.objects.exclude(update__report__reference_date=story.EDITION_DAY).get(
        update__action__number=number, kind=Milestone.Kind.PLANNED, date_words=words
    )


def _propose(by: User, promise: Milestone, **what: object) -> Outcome:
    return outcomes.propose(
        promise, by=by, at=story.OUTCOME_PROPOSED_AT, source=story.OUTCOME_SOURCE, **what
    )


# -- Between two editions --------------------------------------------------------
def _tell_correction(people: People) -> None:
    at = story.CORRECTED_AT
    wrong = StatusUpdate.objects.get(
        action__number=story.CORRECTION.number, report__reference_date=story.EDITION_DAY
    )
    draft = publishing.correct(wrong, by=people.reviewer, at=at)
    draft = _write(draft, story.CORRECTION, by=people.reviewer, at=at)
    submitted = publishing.submit(draft, by=people.reviewer, at=at)
    _publish(submitted, by=people.administrator, at=at)


def _tell_withdrawal(people: People) -> None:
    submitted = _submit(story.WITHDRAWN, people, at=story.WITHDRAWN_FROM)
    published = _publish(submitted, by=people.reviewer, at=story.WITHDRAWN_FROM)
    publishing.withdraw(
        published, by=people.reviewer, reason=story.WITHDRAWN_REASON, at=story.WITHDRAWN_AT
    )


def _tell_interim(people: People) -> None:
    submitted = _submit(story.INTERIM, people, at=story.INTERIM_AT)
    _publish(submitted, by=people.reviewer, at=story.INTERIM_AT)


# -- What the public does not see ------------------------------------------------
def _tell_what_is_not_public(people: People) -> None:
    at = story.DESK_AT
    embargoed = _submit(story.EMBARGO, people, at=at)
    _publish(embargoed, by=people.reviewer, at=at, publish_from=story.EMBARGO_UNTIL)
    _submit(story.IN_REVIEW, people, at=at)
    returned = _submit(story.RETURNED, people, at=at)
    publishing.return_to_author(returned, by=people.reviewer, at=at, remark=story.RETURN_REMARK)
    _draft(story.DRAFT, people, at=at)


# -- The steps that come back ----------------------------------------------------
def _draft(text: story.Text, people: People, *, at: datetime.datetime) -> StatusUpdate:
    return publishing.draft(
        Action.objects.get(number=text.number),
        by=people.writer,
        at=at,
        changes={**text.fields(), "as_of": day_of(at)},
        milestones=text.milestones(),
    )


def _submit(text: story.Text, people: People, *, at: datetime.datetime) -> StatusUpdate:
    return publishing.submit(_draft(text, people, at=at), by=people.writer, at=at)


def _write(
    update: StatusUpdate, text: story.Text, *, by: User, at: datetime.datetime
) -> StatusUpdate:
    return publishing.edit(
        update,
        text.fields(),
        by=by,
        version=update.version,
        at=at,
        milestones=text.milestones(),
    )


def _publish(
    update: StatusUpdate,
    *,
    by: User,
    at: datetime.datetime,
    publish_from: datetime.datetime | None = None,
) -> StatusUpdate:
    return publishing.publish(
        update, by=by, seen_hash=update.content_hash, at=at, publish_from=publish_from
    )
