"""A table becomes an edition: its rows, and drafts only where something differs."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from actions.editions.difference import (
    Difference,
    by_number,
    difference,
    with_earlier_footnotes,
)
from actions.editions.emptied import make_place, not_emptied
from actions.editions.labels import label_to_json, link_labels
from actions.editions.proposals import proposed_changes, theme_of
from actions.editions.stored import StoredRow, records_of, rows_of, standing_rows
from actions.models import Action, EditionRow, StatusReport, StatusUpdate, Theme
from actions.policy import Person
from actions.refusals import Refused, database_refusals
from actions.statustable.earlier import EarlierDescription, earlier_descriptions
from actions.statustable.records import Cell, Record, Table
from actions.update_content import copy_milestones
from actions.update_slugs import slug_for
from pok_tracker.lib.advisory_lock import advisory_lock
from pok_tracker.lib.dutch_dates import day_in_words
from pok_tracker.lib.history import performing

NO_TEXT = Cell("", ())
VERB = "rapportage overnemen"
HERE_IS_NEWER = "Hier staat al een nieuwere tekst"
READING = ("status", "status_quote", "waiting_for")


class TakenAlready(Refused):
    """The very file is an edition already: whoever offers it again has what was asked for."""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What is known of an edition besides its table."""

    peildatum: datetime.date
    source_name: str
    source_sha256: str

    @property
    def slug(self) -> str:
        """Return the name of the edition in addresses: 2022-01."""
        return f"{self.peildatum:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Opened:
    """The edition that a table has become, and the numbers of the actions with a draft."""

    report: StatusReport
    drafts: tuple[int, ...]


def earlier_rows(peildatum: datetime.date, *, at: datetime.datetime) -> list[StoredRow]:
    """What a table of that day is compared with: the edition of that very day, or what stands."""
    report = not_emptied().filter(reference_date=peildatum).first()
    return rows_of(report) if report else standing_rows(at=at)


def compare(table: Table, peildatum: datetime.date, *, at: datetime.datetime) -> Difference:
    """How a table of that day differs from what was said before; writes nothing."""
    return difference(by_number(records_of(earlier_rows(peildatum, at=at))), table)


def already_newer(
    found: Difference, peildatum: datetime.date, *, at: datetime.datetime
) -> tuple[int, ...]:
    """The numbers of changed actions of which a text stands that is newer than a table of that day.

    Taking the table over would put an older text in the place of a newer one.
    """
    newer = StatusUpdate.objects.published(at=at).exclude(superseded_at__lte=at)
    numbers = newer.filter(
        as_of__gt=peildatum, action__number__in=[changed.number for changed in found.changed]
    )
    return tuple(numbers.order_by("action__number").values_list("action__number", flat=True))


def earlier_texts(
    peildatum: datetime.date, *, at: datetime.datetime
) -> Mapping[int, EarlierDescription]:
    """The same, as the texts that help to read a document that has lost its columns."""
    records = records_of(earlier_rows(peildatum, at=at))
    return earlier_descriptions(Table(NO_TEXT, NO_TEXT, (), records, ()))


def refuse_taken(facts: ReportFacts) -> None:
    """Raise Refused when the file, or the place of its edition, is taken already.

    An edition of which every draft was thrown away takes no place.
    """
    same_file = not_emptied().filter(source_sha256=facts.source_sha256).first()
    if same_file and same_file.reference_date == facts.peildatum:
        raise TakenAlready(
            f"Dit bestand is al overgenomen als rapportage {same_file.slug}.",
            "U hoeft niets te doen.",
        )
    if same_file:
        raise Refused(
            f"Dit bestand is al overgenomen als rapportage {same_file.slug}, met een andere "
            f"peildatum: {same_file.reference_date.isoformat()}.",
            "Bied een ander bestand aan.",
        )
    same_day = not_emptied().filter(reference_date=facts.peildatum).first()
    taken = same_day or not_emptied().filter(slug=facts.slug).first()
    if taken:
        raise Refused(
            f"Er is al een rapportage {taken.slug}, met peildatum "
            f"{taken.reference_date.isoformat()}.",
            "Kies de peildatum van het nieuwe bestand. Verbeter een rapportage die er al is met "
            "correcties. Is er nog niets van gepubliceerd, dan kunt u ook al haar concepten "
            "verwijderen en het bestand opnieuw aanbieden.",
        )


def open_edition(
    facts: ReportFacts,
    table: Table,
    *,
    by: Person | None,
    at: datetime.datetime,
    seen: str | None = None,
    also_older: bool = False,
) -> Opened:
    """Take a table over as an edition, in one transaction: its rows, and drafts where it differs.

    `by` is the author of every draft. Without a person the texts are the edition's own, verbatim:
    they have no author and wait for a reviewer like all others. `seen` is the fingerprint of the
    difference that somebody looked at; when it is no longer that, it is refused. So is a table
    that would replace a newer text, unless `also_older` says that it is meant to. Raises Refused.
    """
    with _alone(by):
        refuse_taken(facts)
        make_place(
            Q(source_sha256=facts.source_sha256)
            | Q(reference_date=facts.peildatum)
            | Q(slug=facts.slug)
        )
        _keep_rows_of_earlier_editions()
        standing = standing_rows(at=at)
        earlier = by_number(records_of(standing))
        found = difference(earlier, table)
        if seen is not None and found.fingerprint != seen:
            raise Refused(
                "Er is intussen iets gepubliceerd; het verschil is niet meer wat u zag.",
                "Bied het bestand opnieuw aan en bekijk het verschil.",
            )
        if not also_older:
            _refuse_older(found, facts.peildatum, at)
        return _Opening(facts, table, standing, earlier, found, by).write()


def _refuse_older(found: Difference, peildatum: datetime.date, at: datetime.datetime) -> None:
    newer = already_newer(found, peildatum, at=at)
    if newer:
        raise Refused(
            f"{HERE_IS_NEWER}: actie {', '.join(str(number) for number in newer)}.",
            "Laat de tabel aanpassen, of bevestig dat de oudere tekst toch een concept wordt.",
        )


class _Opening:
    """One edition being written; holds what every row needs."""

    def __init__(
        self,
        facts: ReportFacts,
        table: Table,
        standing: Sequence[StoredRow],
        earlier: Mapping[int, Record],
        found: Difference,
        by: Person | None,
    ) -> None:
        self._facts = facts
        self._table = table
        self._standing = {row.action.number: row for row in standing}
        self._earlier = earlier
        self._unchanged = {record.number for record in found.unchanged}
        self._themes: dict[tuple[str, str | None], Theme] = {}
        self._by = by
        self._actions = Action.objects.in_bulk(
            [record.number for record in table.records], field_name="number"
        )
        self._drafts: list[int] = []

    def write(self) -> Opened:
        peildatum = self._facts.peildatum
        self._report = StatusReport.objects.create(
            slug=self._facts.slug,
            title=self._table.title.text or f"Stand van zaken per {day_in_words(peildatum)}",
            introduction=self._table.introduction.text,
            reference_date=peildatum,
            source_name=self._facts.source_name,
            source_sha256=self._facts.source_sha256,
            taken_over_by=self._by,
        )
        for position, record in enumerate(self._table.records, 1):
            self._write_row(record, position)
        return Opened(self._report, tuple(sorted(self._drafts)))

    def _write_row(self, record: Record, position: int) -> None:
        standing = self._standing.get(record.number)
        theme = self._theme(record)
        action = standing.action if standing else self._actions.get(record.number)
        if action is None:
            action = _new_action(record, theme)
        kept = standing.update if standing and record.number in self._unchanged else None
        _make_row(
            self._report,
            StoredRow(
                action,
                kept or self._draft(action, record, standing),
                record.description.text,
                theme,
                record.labels,
                record.description.lines,
            ),
            position,
            changes=[] if kept else proposed_changes(action, record, theme),
        )

    def _theme(self, record: Record) -> Theme:
        name = (record.theme, record.subtheme)
        if name not in self._themes:
            self._themes[name] = theme_of(record)
        return self._themes[name]

    def _draft(self, action: Action, record: Record, standing: StoredRow | None) -> StatusUpdate:
        before = self._earlier.get(record.number)
        if before is not None:
            record = with_earlier_footnotes(record, before, self._table)
        update = self._unsaved_draft(action, record)
        same_text = before is not None and before.status.text == record.status.text
        if standing and same_text:
            for name in READING:
                setattr(update, name, getattr(standing.update, name))
        update.save()
        if standing:
            copy_milestones(standing.update, update)
        self._drafts.append(record.number)
        return update

    def _unsaved_draft(self, action: Action, record: Record) -> StatusUpdate:
        update = StatusUpdate(
            action=action,
            report=self._report,
            kind=StatusUpdate.Kind.EDITION,
            as_of=self._facts.peildatum,
            text=record.status.text,
            verbatim=self._by is None,
            source_lines=list(record.status.lines),
            shared_with=list(record.shared_with),
            footnotes=[
                {"marker": note.marker, "position": note.position, "text": note.text}
                for note in record.footnotes
            ],
            addresses=[address.url for address in record.addresses],
            see_also=list(record.see_also),
            cited=sorted({f"{paper.dossier}-{paper.number}" for paper in record.citations}),
            author=self._by,
            last_editor=self._by,
        )
        update.slug = slug_for(update)
        return update


def _new_action(record: Record, theme: Theme) -> Action:
    """Make an action; it is on no page until its first update is published."""
    action = Action.objects.create(
        number=record.number,
        theme=theme,
        description=record.description.text,
        source_lines=list(record.description.lines),
    )
    link_labels(action, record.labels)
    return action


@contextmanager
def _alone(by: Person | None) -> Iterator[None]:
    """One at a time, all or nothing, under its name in the history, with refusals in Dutch."""
    who = {"user": by.pk} if by else {}
    with (
        advisory_lock(VERB),
        database_refusals(),
        performing(VERB, **who),
        transaction.atomic(),
    ):
        yield
        connection.check_constraints()


def _keep_rows_of_earlier_editions() -> None:
    """Write down the rows of editions that have none: from now on their actions may change."""
    without: QuerySet[StatusReport] = StatusReport.objects.filter(rows=None)
    for report in without:
        for position, row in enumerate(rows_of(report), 1):
            _make_row(report, row, position, changes=[])


def _make_row(
    report: StatusReport, row: StoredRow, position: int, *, changes: Sequence[str]
) -> None:
    EditionRow.objects.create(
        report=report,
        action=row.action,
        update=row.update,
        position=position,
        description=row.description,
        description_lines=list(row.description_lines),
        theme=row.theme,
        labels=[label_to_json(label) for label in row.labels],
        changes=list(changes),
    )
