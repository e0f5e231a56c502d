"""Documents are read in a process of their own: what it gives back, and what it survives."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from actions.intake import reading
from actions.intake.messages import (
    earlier_from_json,
    earlier_to_json,
    table_from_json,
    table_to_json,
)
from actions.intake.reading import TOO_LARGE, TOO_MUCH, Reading, known_notes, read_apart
from actions.statustable.earlier import earlier_descriptions
from actions.statustable.limits import MOST_BYTES
from actions.statustable.readers import read_document
from actions.statustable.records import Table
from actions.statustable.writers import write_document
from tests.actions.editions import a_footnote, a_label, a_record, a_table, an_exported

RECORD = a_record(1, labels=(a_label(13, part=2),), footnotes=(a_footnote(),))


def read(data: bytes, name: str = "tabel.json", **limits: int) -> Reading:
    return read_apart(data, name=name, notes=None, earlier={}, **limits)


def as_json(table: Table) -> bytes:
    return write_document(an_exported(table), "json")


def test_the_process_gives_the_very_table_that_is_read_here() -> None:
    data = as_json(a_table(RECORD, a_record(2)))

    assert read(data) == Reading(read_document(data, name="tabel.json").table)


def test_a_table_and_the_texts_before_it_come_through_json_as_they_are() -> None:
    table = a_table(RECORD)
    earlier = earlier_descriptions(table)

    assert table_from_json(json.loads(json.dumps(table_to_json(table)))) == table
    assert earlier_from_json(json.loads(json.dumps(earlier_to_json(earlier)))) == earlier


def test_what_is_noticed_comes_along() -> None:
    answer = read(as_json(a_table(RECORD)), name="tabel.docx")

    assert answer.notices == ("Hele bestand: Het bestand heet .docx maar is gelezen als .json.",)


def test_a_problem_is_an_answer_with_its_place() -> None:
    answer = read(b"\xd0\xcf\x11\xe0", name="oud.doc")

    assert answer.table is None
    assert answer.problem.place == "Hele bestand"
    assert answer.problem.message.startswith("Dit is een bestand van een oude versie van Office")


def test_a_file_that_is_too_large_is_not_even_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_ask", None)

    assert read(b" " * (MOST_BYTES + 1)).problem == TOO_LARGE


def test_a_process_that_takes_too_long_is_ended() -> None:
    assert read(as_json(a_table(RECORD)), seconds=0).problem == TOO_MUCH


def test_a_process_that_wants_too_much_memory_ends_itself() -> None:
    assert read(b"{" + b" " * 19_000_000, memory=20_000_000).problem == TOO_MUCH


def test_a_bomb_of_empty_paragraphs_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w:p/>" * 16_700_000)

    answer = read(packed.getvalue(), name="bom.docx")

    assert (answer.table, answer.problem.place) == (None, "Hele bestand")


def test_the_process_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setattr(reading, "PROGRAM", "tests.actions.print_environment")

    names = reading._ask(b"{}", b"", 10, 1)

    assert "SECRET_KEY" not in names
    assert "PYTHONUTF8" in names


def test_the_notes_that_came_with_the_site_name_the_dossier() -> None:
    assert json.loads(known_notes())["dossier"] == "35510"


def test_without_notes_on_the_site_there_are_none(settings, tmp_path: Path) -> None:
    settings.FIXTURE_DIRS = [tmp_path]

    assert known_notes() is None
