"""Rows and columns to actions: liberal in layout, strict in content. The layouts here are csv."""

import pytest

from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes, SharedStatusNote, ThemeNote
from actions.statustable.readers import ReadDocument
from tests.actions.statustable.made_elsewhere import HEADS, NOTES, csv_file, read, texts

ROW = ("1", "Betalen", "Loopt.")


def read_rows(
    *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS, notes: LayoutNotes = NOTES
) -> ReadDocument:
    return read(csv_file([heads, *rows]), notes=notes)


def refusal(
    *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS, notes: LayoutNotes = NOTES
) -> StatusTableError:
    with pytest.raises(StatusTableError) as refused:
        read_rows(*rows, heads=heads, notes=notes)
    return refused.value


def themes(document: ReadDocument) -> list[tuple[str, str | None]]:
    return [(record.theme, record.subtheme) for record in document.table.records]


@pytest.mark.parametrize(
    "heads",
    [
        ("Actie", "Omschrijving", "Stand van zaken"),
        ("ACTIE", "OMSCHRIJVING:", "Stand  van\nzaken"),
        ("Nr.", "Beschrijving", "Status"),
        ("Nummer", "Omschrijving actie", "Voortgang"),
        ("Action", "Description", "State"),
        ("No.", "Action", "Status"),
        ("Nr", "Actie", "Stand van zaken"),
        ("#", "Beschrijving van de actie", "Stand"),
    ],
)
def test_heads_are_known_in_many_words(heads: tuple[str, str, str]) -> None:
    assert texts(read_rows(("HERSTEL",), ROW, heads=heads)) == [(1, "Betalen", "Loopt.")]


def test_columns_may_stand_in_any_order() -> None:
    document = read_rows(
        ("", "HERSTEL", ""),
        ("Loopt.", "1", "Betalen"),
        heads=("Stand van zaken", "Nr", "Omschrijving"),
    )
    assert texts(document) == [(1, "Betalen", "Loopt.")]


def test_a_column_status_beside_the_state_of_affairs_is_another_column() -> None:
    document = read_rows(
        ("HERSTEL",), ("1", "Betalen", "Groen", "Loopt."), heads=(*HEADS[:2], "Status", HEADS[2])
    )
    assert texts(document) == [(1, "Betalen", "Loopt.")]
    assert [notice.message for notice in document.notices] == ["De kolom “Status” is overgeslagen."]


def test_without_heads_a_table_is_refused() -> None:
    data = csv_file([("Naam", "Woonplaats"), ("x", "y")])
    with pytest.raises(StatusTableError, match="De kop van de tabel"):
        read(data)


@pytest.mark.parametrize("printed", ["12", "12.", "12)", "Actie 12", "nr. 12", "12 ."])
def test_a_number_is_read_as_it_is_printed(printed: str) -> None:
    document = read_rows(("HERSTEL",), (printed, "Betalen", "Loopt."))
    assert [record.number for record in document.table.records] == [12]


def test_a_number_in_front_of_the_description_is_read() -> None:
    document = read_rows(
        ("HERSTEL",), ("1. Betalen", "Loopt."), ("2) - Helpen", "Ja."), heads=HEADS[1:]
    )
    assert texts(document) == [(1, "Betalen", "Loopt."), (2, "- Helpen", "Ja.")]


def test_a_number_inside_a_description_stays_where_it_is() -> None:
    document = read_rows(("HERSTEL",), ("1", "16. In het kort", "Loopt."))
    assert texts(document) == [(1, "16. In het kort", "Loopt.")]


@pytest.mark.parametrize(
    ("rows", "place", "message"),
    [
        ((("x", "Betalen", "Loopt."),), "Regel 3, kolom Actie", "Het nummer “x” is niet te lezen."),
        (
            (("1", "Betalen", ""),),
            "Regel 3, actie 1, kolom Stand van zaken",
            "De stand van zaken ontbreekt.",
        ),
        (
            (("1", "", "Loopt."),),
            "Regel 3, actie 1, kolom Omschrijving",
            "De omschrijving ontbreekt.",
        ),
        (
            (("1", "(NR. 7 Motie Wilders)", "Loopt."),),
            "Regel 3, actie 1, kolom Omschrijving",
            "De omschrijving ontbreekt.",
        ),
        (
            (ROW, ("", "", "Nog wat.")),
            "Regel 4",
            "Van deze rij is niet te zeggen bij welke actie zij hoort.",
        ),
        (
            (ROW, ("", "Helpen", "Klaar.")),
            "Regel 4",
            "Van deze rij is niet te zeggen bij welke actie zij hoort.",
        ),
        ((ROW, ROW), "Regel 4, actie 1", "Nummer 1 komt twee keer voor of staat niet op volgorde."),
        (
            (("1", "Betalen", "Loopt.", "los"),),
            "Regel 3",
            "De tekst “los” staat onder geen enkele kop.",
        ),
        (
            (("1", "Betalen (NR. zeven Motie X)", "Loopt."),),
            "Regel 3, actie 1, kolom Omschrijving",
            "De motie “(NR. zeven Motie X)” is niet te lezen.",
        ),
        (
            (("1", "Bet\u200balen", "Loopt."),),
            "Regel 3, kolom 2",
            "Hier staat een onzichtbaar teken: “Bet[U+200B]alen”.",
        ),
    ],
)
def test_what_cannot_be_read_without_guessing_is_refused(
    rows: tuple[tuple[str, ...], ...], place: str, message: str
) -> None:
    error = refusal(("HERSTEL",), *rows)
    assert (error.place, error.message) == (place, message)


def test_a_missing_number_is_noticed() -> None:
    document = read_rows(("HERSTEL",), ROW, ("4", "Helpen", "Klaar."))
    assert [str(notice) for notice in document.notices] == [
        "Regel 4, actie 4: In de tabel ontbreekt nummer 2 tot en met 3."
    ]


def test_heads_may_be_repeated() -> None:
    document = read_rows(("HERSTEL",), ROW, HEADS, ("2", "Helpen", "Klaar."))
    assert [record.number for record in document.table.records] == [1, 2]


def test_a_theme_in_capitals_is_called_in_sentence_case_and_a_sub_theme_as_printed() -> None:
    document = read_rows(
        ("NIEUW THEMA", "", ""), ROW, ("", "Een Subthema", ""), ("2", "b", "c"), notes=LayoutNotes()
    )
    assert themes(document) == [("Nieuw thema", None), ("Nieuw thema", "Een Subthema")]
    assert [heading.printed for heading in document.table.headings] == [
        "NIEUW THEMA",
        "Een Subthema",
    ]


def test_headings_known_from_the_notes_need_no_capitals() -> None:
    document = read_rows(("Herstel",), ROW, ("SIGNALEN",), ("2", "b", "c"))
    assert themes(document) == [("Herstel", None), ("Herstel", "SIGNALEN")]


def test_a_heading_that_the_notes_do_not_know_is_noticed() -> None:
    document = read_rows(("HERSTEL",), ROW, ("NIEUW",), ("2", "b", "c"))
    assert [str(notice) for notice in document.notices] == ["Regel 4: Het kopje “NIEUW” is nieuw."]


def test_headings_that_nothing_tells_apart_are_refused() -> None:
    error = refusal(("Herstellen",), ("Meldingen",), ROW, notes=LayoutNotes())
    assert error.message == "Is “Herstellen” een thema of een subthema?"


def test_headings_without_sub_themes_need_no_capitals() -> None:
    document = read_rows(("Herstellen",), ROW, ("Later",), ("2", "b", "c"), notes=LayoutNotes())
    assert themes(document) == [("Herstellen", None), ("Later", None)]


def test_a_row_under_no_theme_is_refused() -> None:
    assert refusal(ROW).message == "Deze actie staat niet onder een thema."


def test_a_sub_theme_under_no_theme_is_refused() -> None:
    assert (
        refusal(("Signalen",), ROW).message == "Het subthema “Signalen” staat niet onder een thema."
    )


def test_themes_may_be_columns_of_which_an_empty_cell_repeats_the_one_above() -> None:
    document = read_rows(
        ("HERSTEL", "Signalen", *ROW),
        ("", "", "2", "b", "c"),
        ("HERSTEL", "-", "3", "d", "e"),
        ("OVERIG", "", "4", "f", "g"),
        heads=("Thema", "Subthema", *HEADS),
    )
    assert themes(document) == [
        ("Herstel", "Signalen"),
        ("Herstel", "Signalen"),
        ("Herstel", None),
        ("Overig", None),
    ]


def test_labels_are_taken_out_of_a_description_wherever_they_stand() -> None:
    document = read_rows(
        ("HERSTEL",),
        ("1", "Betalen (NR. 7 Motie Wilders)", "a"),
        ("2", "Eerst (NR 24 Motie X/Y cs) daarna\nslot\n(NR 37 motie van Brenk", "b"),
    )
    first, second = document.table.records
    assert (first.description.text, second.description.text) == ("Betalen", "Eerst\ndaarna\nslot")
    assert [label.printed for label in second.labels] == [
        "NR 24 Motie X/Y cs",
        "NR 37 motie van Brenk",
    ]


def test_labels_may_stand_in_a_column_of_their_own() -> None:
    document = read_rows(
        ("HERSTEL",),
        (
            "1",
            "Betalen (NR. 9 blijft staan)",
            "a",
            "NR. 7 Motie Wilders; (NR. 8 Motie X cs) (NR. 9 Motie Y)\n35925, NR 1 motie Z",
        ),
        ("2", "Helpen", "b", "n.v.t."),
        ("3", "Meer", "c", "35 510, nr. 13"),
        heads=(*HEADS, "Motie"),
    )
    labels = [
        [(label.dossier, label.number, label.submitters) for label in record.labels]
        for record in document.table.records
    ]
    assert labels == [
        [
            ("35510", 7, ("Wilders",)),
            ("35510", 8, ("X",)),
            ("35510", 9, ("Y",)),
            ("35925", 1, ("Z",)),
        ],
        [],
        [("35510", 13, ())],
    ]
    assert document.table.records[0].description.text == "Betalen (NR. 9 blijft staan)"


def test_a_citation_in_parentheses_is_no_label() -> None:
    document = read_rows(("HERSTEL",), ("1", "Betalen (28 362, nr. 53)", "a"))
    assert document.table.records[0].labels == ()
    assert [citation.number for citation in document.table.records[0].citations] == [53]


@pytest.mark.parametrize("status", ["", "Loopt."])
def test_a_shared_status_that_the_notes_know_is_shared(status: str) -> None:
    notes = LayoutNotes(
        themes=(ThemeNote("HERSTEL"),), shared_status=(SharedStatusNote((1, 2), "Samen."),)
    )
    document = read_rows(("HERSTEL",), ROW, ("2", "Helpen", status), notes=notes)
    assert [record.shared_with for record in document.table.records] == [(2,), (1,)]


def test_a_shared_status_that_differs_now_is_not_shared() -> None:
    notes = LayoutNotes(
        themes=(ThemeNote("HERSTEL"),), shared_status=(SharedStatusNote((1, 2), "Samen."),)
    )
    document = read_rows(("HERSTEL",), ROW, ("2", "Helpen", "Anders."), notes=notes)
    assert [record.shared_with for record in document.table.records] == [(), ()]


@pytest.mark.parametrize(
    ("shared", "status", "message"),
    [
        ("9", "Loopt.", "Actie 9 staat niet in de tabel."),
        (
            "1",
            "Anders.",
            "Deze stand van zaken is een andere dan die van actie 1, waarmee zij gedeeld zou zijn.",
        ),
    ],
)
def test_a_column_of_shared_actions_is_held_to_the_texts(
    shared: str, status: str, message: str
) -> None:
    error = refusal(
        ("HERSTEL",), (*ROW, ""), ("2", "b", status, shared), heads=(*HEADS, "Gedeeld met")
    )
    assert (error.message, error.column) == (
        message,
        "Gedeeld met" if shared == "9" else "Stand van zaken",
    )


def test_footnotes_may_be_listed_with_their_marks_in_the_text() -> None:
    document = read_rows(
        ("HERSTEL",),
        ("1", "Betalen", "Loopt1, ja2.", "1 Een noot\n2. Twee"),
        heads=(*HEADS, "Voetnoten"),
    )
    (record,) = document.table.records
    assert record.status.text == "Loopt, ja."
    assert [(note.marker, note.text, note.position) for note in record.footnotes] == [
        ("1", "Een noot", 5),
        ("2", "Twee", 9),
    ]


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        ("1 (teken 99): x", "Teken 99 ligt voorbij het einde van de stand van zaken."),
        ("zomaar", "De voetnoot “zomaar” is niet te lezen."),
        ("1 Een noot", "Het is niet te zeggen bij welke stand van zaken voetnoot 1 hoort."),
    ],
)
def test_a_footnote_without_a_place_is_refused(listed: str, message: str) -> None:
    error = refusal(("HERSTEL",), (*ROW, listed), heads=(*HEADS, "Voetnoten"))
    assert (error.message, error.place) == (message, "Regel 3, actie 1, kolom Voetnoten")


def test_a_long_row_with_one_text_is_no_heading() -> None:
    error = refusal(("HERSTEL",), ROW, ("", "x " * 150, ""))
    assert error.message == "Van deze rij is niet te zeggen bij welke actie zij hoort."


def test_notes_with_another_count_or_fingerprint_are_refused() -> None:
    with pytest.raises(StatusTableError, match="dat moeten er 2 zijn"):
        read_rows(("HERSTEL",), ROW, notes=LayoutNotes(themes=NOTES.themes, action_count=2))
    with pytest.raises(StatusTableError, match="niet het bestand waar de opmaaknotities bij horen"):
        read_rows(("HERSTEL",), ROW, notes=LayoutNotes(themes=NOTES.themes, source_sha256="0" * 64))
