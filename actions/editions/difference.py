"""What a table says that was not said before, action by action; without the database."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from actions.statustable.records import MotionLabel, Record, Table


def label_facts(labels: Iterable[MotionLabel]) -> list[tuple[str, int, int, str]]:
    """What labels say, in an order of their own: in the table they may stand in any."""
    return sorted((label.dossier, label.number, label.part or 0, label.printed) for label in labels)


# The names are those of the API. What a document may print of the source besides (links at the
# end of a page, a cell merged over two rows) is the form of the table and no difference.
FIELDS: Mapping[str, Callable[[Record], object]] = {
    "omschrijving": lambda record: record.description.text,
    "thema": lambda record: record.theme,
    "subthema": lambda record: record.subtheme,
    "moties": lambda record: label_facts(record.labels),
    "standVanZaken": lambda record: record.status.text,
    "voetnoten": lambda record: [(note.marker, note.text) for note in record.footnotes],
}
FOOTNOTES = "voetnoten"


@dataclass(frozen=True, slots=True)
class Changed:
    """An action of which something differs; `fields` are keys of FIELDS, in that order."""

    before: Record
    after: Record
    fields: tuple[str, ...]

    @property
    def number(self) -> int:
        """Return the number of the action."""
        return self.after.number


@dataclass(frozen=True, slots=True)
class Difference:
    """Every action of either side in exactly one place; `missing` are not in the later table."""

    unchanged: tuple[Record, ...]
    changed: tuple[Changed, ...]
    new: tuple[Record, ...]
    missing: tuple[Record, ...]

    @property
    def fingerprint(self) -> str:
        """Return what is the same for an equal difference, and for no other."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    def summary(self) -> dict[str, Any]:
        """Return the numbers per kind, as the commands print them."""
        return {
            "ongewijzigd": [record.number for record in self.unchanged],
            "gewijzigd": [
                {"nummer": changed.number, "velden": list(changed.fields)}
                for changed in self.changed
            ],
            "nieuw": [record.number for record in self.new],
            "ontbrekend": [record.number for record in self.missing],
        }


def by_number(records: Iterable[Record]) -> Mapping[int, Record]:
    """The records by the numbers of their actions."""
    return {record.number: record for record in records}


def difference(earlier: Mapping[int, Record], later: Table) -> Difference:
    """Return how `later` differs from what was said before, `earlier` by number of action.

    A table that prints no footnote at all (a spreadsheet seldom can) does not say that one is
    gone: then footnotes are not compared.
    """
    fields = [name for name in FIELDS if name != FOOTNOTES or _has_footnotes(later)]
    unchanged, changed, new = [], [], []
    for record in sorted(later.records, key=lambda record: record.number):
        before = earlier.get(record.number)
        if before is None:
            new.append(record)
        elif differing := _differing(before, record, fields):
            changed.append(Changed(before, record, differing))
        else:
            unchanged.append(record)
    present = {record.number for record in later.records}
    missing = [earlier[number] for number in sorted(earlier) if number not in present]
    return Difference(tuple(unchanged), tuple(changed), tuple(new), tuple(missing))


def with_earlier_footnotes(record: Record, before: Record, later: Table) -> Record:
    """Return a row with the footnotes it had, when its table prints none and its text is kept."""
    kept = not _has_footnotes(later) and before.status.text == record.status.text
    return replace(record, footnotes=before.footnotes) if kept else record


def _has_footnotes(table: Table) -> bool:
    return any(record.footnotes for record in table.records)


def _differing(before: Record, after: Record, fields: list[str]) -> tuple[str, ...]:
    return tuple(name for name in fields if FIELDS[name](before) != FIELDS[name](after))
