"""Layout notes: read strictly, and each of them needed."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes, RowNote, read_layout_notes
from actions.statustable.records import Table
from actions.statustable.table import parse_table

FILE = Path(__file__).parents[3] / "fixtures" / "source" / "stand-van-zaken-2021-06.layout.json"
ROW_NOTES = tuple(note["action"] for note in json.loads(FILE.read_text())["rows"])
NAMES = tuple(json.loads(FILE.read_text())["member_names"])
THEMES = tuple(theme["heading"] for theme in json.loads(FILE.read_text())["themes"])


def parsed_or_refused(source: bytes, notes: LayoutNotes) -> Table | str:
    try:
        return parse_table(source, notes)
    except StatusTableError as error:
        return f"actie {error.row}"


def test_the_reference_date_is_kept_with_how_it_was_derived(notes: LayoutNotes) -> None:
    assert notes.peildatum == date(2021, 6, 30)
    assert notes.peildatum_reason == (
        "De tabel draagt zelf geen datum. De tekst kijkt terug op 25 juni 2021 en vooruit naar "
        "1 juli 2021; daarom is de peildatum 30 juni 2021."
    )


def test_notes_are_the_same_from_a_path_and_from_bytes(notes: LayoutNotes) -> None:
    assert read_layout_notes(FILE.read_bytes()) == notes


@pytest.mark.parametrize("action", ROW_NOTES)
def test_a_row_is_refused_when_its_note_is_taken_away(
    source: bytes, notes: LayoutNotes, action: int
) -> None:
    without = replace(notes, rows=tuple(note for note in notes.rows if note.action != action))
    assert parsed_or_refused(source, without) == f"actie {action}"


@pytest.mark.parametrize("action", [44, 56, 64])
def test_a_row_changes_when_the_end_of_its_resumed_description_is_taken_away(
    source: bytes, notes: LayoutNotes, table: Table, action: int
) -> None:
    rows = tuple(
        replace(note, status_resumes=None) if note.action == action else note for note in notes.rows
    )
    later = parse_table(source, replace(notes, rows=rows))
    pairs = zip(table.records, later.records, strict=True)
    assert [before.number for before, after in pairs if before != after] == [action]


@pytest.mark.parametrize("name", NAMES)
def test_a_label_changes_when_the_name_of_its_member_is_taken_away(
    source: bytes, notes: LayoutNotes, name: str
) -> None:
    names = {printed: called for printed, called in notes.member_names.items() if printed != name}
    table = parse_table(source, replace(notes, member_names=names))
    printed = {n for r in table.records for label in r.labels for n in label.submitters}
    assert printed & {name} == {name}


@pytest.mark.parametrize("heading", THEMES)
def test_the_table_is_refused_when_a_theme_is_taken_away(
    source: bytes, notes: LayoutNotes, heading: str
) -> None:
    without = replace(notes, themes=tuple(t for t in notes.themes if t.heading != heading))
    with pytest.raises(StatusTableError, match="kopje"):
        parse_table(source, without)


@pytest.mark.parametrize("position", [2, 3, 4])
@pytest.mark.parametrize("subtheme", [0, 1])
def test_the_table_is_refused_when_a_sub_theme_is_taken_away(
    source: bytes, notes: LayoutNotes, position: int, subtheme: int
) -> None:
    theme = notes.themes[position]
    kept = tuple(name for name in theme.subthemes if name != theme.subthemes[subtheme])
    themes = list(notes.themes)
    themes[position] = replace(theme, subthemes=kept)
    with pytest.raises(StatusTableError, match="kopje"):
        parse_table(source, replace(notes, themes=tuple(themes)))


@pytest.mark.parametrize(
    ("field", "empty", "refused"),
    [("paragraphs", (), 83), ("shared_status", (), 4), ("dossier", None, 3)],
)
def test_a_row_is_refused_without_the_other_notes(
    source: bytes, notes: LayoutNotes, field: str, empty: object, refused: int
) -> None:
    without = replace(notes, **{field: empty})
    assert parsed_or_refused(source, without) == f"actie {refused}"


@pytest.mark.parametrize(
    ("field", "empty", "changed"), [("joined_words", (), [84]), ("doubtful_citations", (), [52])]
)
def test_a_row_changes_without_the_other_notes(
    source: bytes, notes: LayoutNotes, table: Table, field: str, empty: object, changed: list[int]
) -> None:
    later = parse_table(source, replace(notes, **{field: empty}))
    pairs = zip(table.records, later.records, strict=True)
    assert [before.number for before, after in pairs if before != after] == changed


def test_without_any_notes_the_first_heading_is_refused(source: bytes) -> None:
    with pytest.raises(StatusTableError, match="Regel 13: Het kopje “HERSTELOPERATIE”"):
        parse_table(source)


@pytest.mark.parametrize("quote", ["Deze woorden staan er niet", "de", "innen de"])
def test_a_quote_that_is_not_in_its_row_once_at_a_word_start_is_refused(
    source: bytes, notes: LayoutNotes, quote: str
) -> None:
    rows = (RowNote(21, "proef", status_starts=quote), *notes.rows)
    with pytest.raises(StatusTableError) as refused:
        parse_table(source, replace(notes, rows=rows))
    assert (refused.value.line, refused.value.row) == (420, 21)
    assert refused.value.message == (
        f"De woorden “{quote}” uit de opmaaknotities staan niet precies één keer in deze rij."
    )


def test_quotes_in_the_wrong_order_are_refused(source: bytes, notes: LayoutNotes) -> None:
    swapped = RowNote(
        44,
        "proef",
        description_resumes="onderzoek zal worden begeleid",
        status_resumes="wetten die door het UWV",
    )
    rows = (*(note for note in notes.rows if note.action != 44), swapped)
    with pytest.raises(StatusTableError, match="past niet bij haar regels"):
        parse_table(source, replace(notes, rows=rows))


def test_notes_for_another_edition_ignore_a_quote_that_is_gone(
    source: bytes, notes: LayoutNotes, table: Table
) -> None:
    shorter = source.replace(b"Communicatiestrategie is gereed.  \n\n", b"")
    later = parse_table(shorter, notes.for_another_edition())
    pairs = zip(table.records, later.records, strict=True)
    changed = [a.number for a, b in pairs if a.status.text != b.status.text]
    assert changed == [43]
    assert later.records[42].status.text[:32] == "Verbeteringen op de site zullen "


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"null",
        b'{"peildatum": "gisteren", "themes": []}',
        b'{"peildatum": "2021-06-30", "themes": [], "onbekend": 1}',
        b'{"peildatum": "2021-06-30", "themes": [], "source_sha256": "kort"}',
        b'{"peildatum": "2021-06-30", "themes": [{"naam": "X"}]}',
        b'{"peildatum": "2021-06-30", "themes": [], "rows": [{"actie": 1}]}',
        b"[" * 100_000,
    ],
)
def test_notes_that_cannot_be_read_are_refused(content: bytes) -> None:
    with pytest.raises(StatusTableError, match="De opmaaknotities zijn niet te lezen"):
        read_layout_notes(content)
