"""What a table says that was not said before: pure, on records made here."""

from dataclasses import replace

import pytest

from actions.editions.difference import difference, with_earlier_footnotes
from actions.statustable.records import Address, Cell, Record
from tests.actions.editions import a_footnote, a_label, a_record, a_table

EARLIER = a_record(1, labels=(a_label(13),), footnotes=(a_footnote(),))
NOTED = a_record(9, footnotes=(a_footnote(),))


def fields_that_differ(before: Record, after: Record) -> list[tuple[str, ...]]:
    earlier = {record.number: record for record in (before, NOTED)}
    return [changed.fields for changed in difference(earlier, a_table(after, NOTED)).changed]


def test_every_action_of_either_side_is_in_one_place() -> None:
    earlier = {number: a_record(number) for number in (1, 2, 3)}
    later = a_table(a_record(4), a_record(2, "Klaar."), a_record(1))

    assert difference(earlier, later).summary() == {
        "ongewijzigd": [1],
        "gewijzigd": [{"nummer": 2, "velden": ["standVanZaken"]}],
        "nieuw": [4],
        "ontbrekend": [3],
    }


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"description": Cell("Doe iets anders", ())}, "omschrijving"),
        ({"theme": "Toezicht"}, "thema"),
        ({"subtheme": "Wetten"}, "subthema"),
        ({"labels": ()}, "moties"),
        ({"labels": (a_label(13, part=1),)}, "moties"),
        ({"labels": (a_label(13, "NR 13. Motie Omtzigt"),)}, "moties"),
        ({"status": Cell("Klaar.", ())}, "standVanZaken"),
        ({"status": Cell("Er wordt aan gewerkt .", ())}, "standVanZaken"),
        ({"footnotes": ()}, "voetnoten"),
        ({"footnotes": (a_footnote("Zie de wet."),)}, "voetnoten"),
    ],
)
def test_a_change_is_called_by_the_name_of_its_field(change: dict, field: str) -> None:
    assert fields_that_differ(EARLIER, replace(EARLIER, **change)) == [(field,)]


@pytest.mark.parametrize(
    "form",
    [
        {"addresses": (Address("https://example.nl/", ()),)},
        {"shared_with": (2,)},
        {"description": Cell(EARLIER.description.text, (800,))},
        {"labels": (replace(a_label(13), lines=(7,)),)},
    ],
)
def test_the_form_of_the_table_is_no_difference(form: dict) -> None:
    assert fields_that_differ(EARLIER, replace(EARLIER, **form)) == []


def test_the_order_of_labels_is_no_difference() -> None:
    one, two = a_label(13), a_label(21)

    assert fields_that_differ(a_record(1, labels=(one, two)), a_record(1, labels=(two, one))) == []


def test_a_table_without_any_footnote_does_not_say_that_one_is_gone() -> None:
    later = a_table(a_record(9))

    assert difference({9: NOTED}, later).summary()["ongewijzigd"] == [9]
    assert with_earlier_footnotes(later.records[0], NOTED, later) == NOTED


def test_a_new_text_does_not_keep_the_footnotes_of_the_old_one() -> None:
    later = a_table(a_record(9, "Klaar."))

    assert with_earlier_footnotes(later.records[0], NOTED, later).footnotes == ()
