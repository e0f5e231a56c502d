"""A table on disk with its notes and its reading beside it."""

import datetime
import shutil
from pathlib import Path

import pytest

from actions.statustable.errors import StatusTableError
from actions.statustable.files import read_edition_file, read_motion_facts_file

FIXTURES = Path(__file__).parents[3] / "fixtures"
SOURCE = FIXTURES / "source" / "stand-van-zaken-2021-06.txt"
EDITORIAL = FIXTURES / "editorial" / "2021-06.json"


@pytest.fixture
def copy_of_source(tmp_path: Path) -> Path:
    shutil.copy(SOURCE.with_suffix(".layout.json"), tmp_path)
    return Path(shutil.copy(SOURCE, tmp_path))


def test_the_first_edition_has_86_actions_that_are_all_read() -> None:
    edition = read_edition_file(SOURCE, editorial=EDITORIAL)
    assert (edition.slug, edition.peildatum) == ("2021-06", datetime.date(2021, 6, 30))
    assert sorted(edition.readings) == list(range(1, 87))
    assert [record.number for record in edition.table.records] == list(range(1, 87))


def test_the_source_is_the_file_whose_fingerprint_stands_beside_it() -> None:
    beside = SOURCE.with_name(f"{SOURCE.name}.sha256").read_text().split()[0]
    assert read_edition_file(SOURCE).source_sha256 == beside


def test_a_changed_file_is_refused_at_the_place_that_is_wrong(copy_of_source: Path) -> None:
    text = copy_of_source.read_text()
    copy_of_source.write_text(text.replace("\n37.  Inventarisatie", "\n38.  Inventarisatie"))
    with pytest.raises(StatusTableError) as refusal:
        read_edition_file(copy_of_source)
    assert (refusal.value.row, refusal.value.line is not None) == (38, True)


def test_a_changed_word_is_refused_because_nobody_reviewed_that_file(
    copy_of_source: Path,
) -> None:
    text = copy_of_source.read_text()
    copy_of_source.write_text(text.replace("Cathuisregeling", "Catshuisregeling"))
    with pytest.raises(StatusTableError, match="niet het bestand waar de opmaaknotities bij"):
        read_edition_file(copy_of_source)


def test_without_notes_the_peildatum_has_to_be_given(tmp_path: Path) -> None:
    file = tmp_path / "tabel.txt"
    file.write_text("Titel\n\nActie Omschrijving Stand van Zaken\n\nGEEN KOP\n")
    with pytest.raises(StatusTableError):
        read_edition_file(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StatusTableError, match=r"Het bestand weg\.txt is niet te openen"):
        read_edition_file(tmp_path / "weg.txt")


def test_facts_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "motions.json"
    path.write_text('{"motions": []}')
    with pytest.raises(StatusTableError, match="De feiten over moties zijn niet te lezen"):
        read_motion_facts_file(path)
