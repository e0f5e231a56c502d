"""An edition out of the database as a document, and back without a difference."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from actions.editions.difference import by_number, difference
from actions.editions.exporting import exported_edition
from actions.editions.stored import records_of, standing_rows
from actions.models import StatusReport, StatusUpdate
from actions.refusals import Refused
from actions.statustable.readers import read_document
from actions.statustable.writers import WRITERS
from pok_tracker.seeding import seed_empty_database
from tests.cast import EVENING, MORNING, NOON
from tests.factories import make_draft, make_public_action, make_report

pytestmark = pytest.mark.django_db


def export(slug: str, form: str, folder: Path) -> bytes:
    output = folder / f"{slug}.{form}"
    call_command("export_edition", slug, f"--format={form}", f"--output={output}")
    return output.read_bytes()


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_an_edition_comes_back_without_a_difference(form: str, tmp_path: Path) -> None:
    seed_empty_database()
    earlier = by_number(records_of(standing_rows(at=EVENING)))

    read = read_document(export("2021-06", form, tmp_path), name=f"2021-06.{form}")

    assert difference(earlier, read.table).summary() == {
        "ongewijzigd": list(range(1, 87)),
        "gewijzigd": [],
        "nieuw": [],
        "ontbrekend": [],
    }


def test_the_texts_come_back_with_the_doubt_on_a_citation(tmp_path: Path) -> None:
    seed_empty_database()

    read = read_document(export("2021-06", "json", tmp_path), name="2021-06.json")

    [doubted] = [
        (record.number, citation.printed)
        for record in read.table.records
        for citation in record.citations
        if citation.doubt
    ]
    assert doubted == (52, "Kamerstukken II, 2020-21, 35510, nr. 809")


def test_an_edition_with_a_text_that_is_not_public_is_not_exported() -> None:
    action = make_public_action(1)
    make_draft(action, kind="rapportage", slug="2022-01", report=make_report("2022-01"))

    with pytest.raises(Refused, match=r"nog niet helemaal gepubliceerd: actie 1\."):
        exported_edition(StatusReport.objects.get(slug="2022-01"), at=EVENING)


def test_a_text_that_waits_for_its_moment_is_not_exported_before_it() -> None:
    make_public_action(1, slug="2022-01", published_at=NOON)
    report = StatusReport.objects.get()

    with pytest.raises(Refused, match="nog niet helemaal gepubliceerd"):
        exported_edition(report, at=MORNING)
    assert exported_edition(report, at=NOON).table.records[0].number == 1


def test_a_withdrawn_text_is_left_out() -> None:
    make_public_action(1)
    make_public_action(2, state="ingetrokken")

    exported = exported_edition(StatusReport.objects.get(), at=EVENING)

    assert [record.number for record in exported.table.records] == [1]


def test_a_text_that_has_changed_no_longer_shares_its_cell() -> None:
    make_public_action(1, "Samen.", shared_with=[2, 3])
    make_public_action(2, "Samen.", shared_with=[1, 3])
    make_public_action(3, "Apart.", shared_with=[1, 2])

    exported = exported_edition(StatusReport.objects.get(), at=EVENING)

    assert [record.shared_with for record in exported.table.records] == [(2,), (1,), ()]


def test_an_edition_that_does_not_exist_is_refused_with_those_that_do() -> None:
    make_report("2021-06")

    with pytest.raises(CommandError, match=r"^Rapportage 2030-01 bestaat niet. Wel: 2021-06\.$"):
        call_command("export_edition", "2030-01", "--format=csv")


def test_a_document_goes_to_standard_output_as_bytes(capfdbinary) -> None:
    make_public_action(1, "Eén stap verder.")

    call_command("export_edition", "2021-06", "--format=json")

    assert b'"tekst": "E\xc3\xa9n stap verder."' in capfdbinary.readouterr().out


def test_exporting_asks_the_same_number_of_queries_for_more_rows(
    django_assert_num_queries,
) -> None:
    make_public_action(1)
    report = StatusReport.objects.get()
    for number in (2, 3):
        make_public_action(number)

    with django_assert_num_queries(5):
        exported_edition(report, at=EVENING)
    assert StatusUpdate.objects.count() == 3
