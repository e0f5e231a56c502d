"""What the page with the differences between two sides shows."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from actions.editions.comparison import Differences, Pair, Said, Silence
from actions.editions.promises import Fate, PromiseChange
from actions.elided_difference import ShownDifference, shown_difference

FATES = {
    Fate.PASSED: "Verstreken zonder uitkomst",
    Fate.MOVED: "Verschoven",
    Fate.DROPPED: "Niet meer genoemd",
    Fate.MET: "Gehaald",
    Fate.NEW: "Nieuw beloofd",
}


@dataclass(frozen=True, slots=True)
class Total:
    """A number on top of the page, and the part of the page that proves it."""

    count: int
    one: str
    many: str
    anchor: str

    @property
    def words(self) -> str:
        """What is counted."""
        return self.one if self.count == 1 else self.many


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field of an action that changed, word by word."""

    name: str
    difference: ShownDifference


@dataclass(frozen=True, slots=True)
class ChangedAction:
    """An action on both sides with the fields that changed."""

    pair: Pair
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True, slots=True)
class ChangedPromises:
    """The promises that had one fate."""

    fate: str
    label: str
    changes: tuple[PromiseChange, ...]


@dataclass(frozen=True, slots=True)
class SilentSince:
    """The actions whose text is of one day."""

    as_of: datetime.date
    days: int
    numbers: tuple[int, ...]


def read_differences(found: Differences) -> dict[str, Any]:
    """Return what the template of the differences shows."""
    promises = [
        ChangedPromises(fate.value, label, changes)
        for fate, label in FATES.items()
        if (changes := tuple(change for change in found.promises if change.fate == fate))
    ]
    return {
        "totals": _totals(found, promises),
        "other_status": found.other_status,
        "other_text": [ChangedAction(pair, tuple(_text(pair))) for pair in found.other_text],
        "other_question": [
            ChangedAction(pair, tuple(_question(pair))) for pair in found.other_question
        ],
        "new": found.new,
        "vanished": found.vanished,
        "promises": promises,
        "silent": list(_silent(found.silent)),
        "silent_count": len(found.silent),
    }


def _totals(found: Differences, promises: Iterable[ChangedPromises]) -> list[Total]:
    return [
        Total(
            len(found.other_status),
            "actie met een andere status",
            "acties met een andere status",
            "status",
        ),
        Total(len(found.other_text), "tekst gewijzigd", "teksten gewijzigd", "teksten"),
        Total(len(found.silent), "tekst ongewijzigd", "teksten ongewijzigd", "ongewijzigd"),
        Total(
            len(found.other_question),
            "actie met een andere omschrijving, thema of motie",
            "acties met een andere omschrijving, thema of motie",
            "omschrijvingen",
        ),
        Total(len(found.new), "nieuwe actie", "nieuwe acties", "nieuw"),
        Total(len(found.vanished), "vervallen actie", "vervallen acties", "vervallen"),
        *(
            Total(
                len(group.changes),
                f"termijn {group.label.lower()}",
                f"termijnen {group.label.lower()}",
                f"termijnen-{group.fate}",
            )
            for group in promises
        ),
    ]


def _text(pair: Pair) -> Iterator[ChangedField]:
    yield ChangedField("Stand van zaken", shown_difference(pair.before.text, pair.after.text))


def _question(pair: Pair) -> Iterator[ChangedField]:
    for name, before, after in (
        ("Omschrijving", pair.before.description, pair.after.description),
        ("Thema", pair.before.theme, pair.after.theme),
        ("Moties", _labels(pair.before), _labels(pair.after)),
    ):
        if before != after:
            yield ChangedField(name, shown_difference(before, after))


def _labels(said: Said) -> str:
    return "\n".join(said.labels)


def _silent(silences: Iterable[Silence]) -> Iterator[SilentSince]:
    """By the day of their text, the oldest first."""
    by_age = sorted(silences, key=lambda silence: (-silence.days, silence.pair.number))
    for days, group in groupby(by_age, key=lambda silence: silence.days):
        pairs = [silence.pair for silence in group]
        yield SilentSince(pairs[0].before.as_of, days, tuple(pair.number for pair in pairs))
