"""Malformed tables: refused in Dutch, with the line, the action and what to do about it."""

import re

import pytest

from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes, ThemeNote
from actions.statustable.records import Table
from actions.statustable.table import parse_table

HEADER = "Actie Omschrijving Stand van Zaken \n\nTHEMA \n\n"
STATUS = "Dit is een stand van zaken, en die is een stuk breder dan een beschrijving. \n\n"
SMALL_NOTES = LayoutNotes(themes=(ThemeNote("THEMA"),), dossier="35510")


def refusal(data: bytes | str, notes: LayoutNotes) -> StatusTableError:
    encoded = data.encode() if isinstance(data, str) else data
    with pytest.raises(StatusTableError) as refused:
        parse_table(encoded, notes)
    return refused.value


def small_table(*rows: str) -> str:
    return HEADER + "".join(rows)


def test_a_small_table_is_read() -> None:
    row = "1.  Een beschrijving \n\n"
    table = parse_table(small_table(row, STATUS).encode(), SMALL_NOTES)
    (record,) = table.records
    assert (record.description.text, record.description.lines) == ("Een beschrijving", (5,))
    assert (record.status.text, record.status.lines) == (STATUS.strip(), (7,))


def test_an_error_reads_as_a_place_a_message_and_a_remedy() -> None:
    error = StatusTableError("Er mist iets.", "vul het aan.", line=812, row=37)
    assert str(error) == "Regel 812, actie 37: Er mist iets. Doe dit: vul het aan."
    assert str(StatusTableError("Leeg.", "vul.")) == "Hele bestand: Leeg. Doe dit: vul."


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", None, "Het bestand is leeg."),
        (b" \n\n\t \n", None, "Het bestand is leeg."),
        (b"\xef\xbb\xbf", None, "Het bestand is leeg."),
        ("Eén\nBesluit".encode("latin-1"), 1, "Het bestand is geen tekst in UTF-8."),
        ("regel\nmet é".encode("utf-16"), 1, "Het bestand is geen tekst in UTF-8."),
        (b"x\n" * 50_001, 50_001, "Het bestand heeft meer dan 50000 regels."),
        (b"PK\x03\x04zip", 1, "Het bestand bevat tekens die niet in een tekst horen."),
        (b"a\nb\x00c", 2, "Het bestand bevat tekens die niet in een tekst horen."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 2, "Het bestand is geen tekst in UTF-8."),
        (
            b"1.  Een actie\n",
            2,
            "De kop van de tabel (Actie Omschrijving Stand van Zaken) ontbreekt.",
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused(data: bytes, line: int | None, message: str) -> None:
    error = refusal(data, SMALL_NOTES)
    assert (error.line, error.row, error.message) == (line, None, message)


@pytest.mark.parametrize(
    ("rows", "line", "row", "message"),
    [
        ((), 3, None, "De tabel heeft geen enkele actie."),
        (("2.  Twee \n\n", STATUS), 5, 2, "Nummer 1 ontbreekt: hier begint 2."),
        (
            ("1.  Een \n\n", STATUS, "3.  Drie \n\n", STATUS),
            9,
            3,
            "Nummer 2 ontbreekt: hier begint 3.",
        ),
        (
            ("1.  Een \n\n", STATUS, "1.  Een \n\n", STATUS),
            9,
            1,
            "Nummer 1 komt twee keer voor of staat niet op volgorde.",
        ),
        (("Losse tekst \n\n",), 5, None, "Deze tekst hoort bij geen actie: “Losse tekst”."),
        (
            ("1.  Een \n\n", STATUS, "ONBEKEND THEMA \n\n", "2.  Twee \n\n", STATUS),
            9,
            None,
            "Het kopje “ONBEKEND THEMA” is hier niet bekend.",
        ),
        (
            ("1.  Een \n\n", STATUS, " \n\nEen subthema \n\n", "2.  Twee \n\n", STATUS),
            11,
            None,
            "Het kopje “Een subthema” is hier niet bekend.",
        ),
        (
            ("1.  Een \n\n", STATUS, "THEMA \n\n", "2.  Twee \n\n", STATUS),
            9,
            None,
            "Het kopje “THEMA” komt twee keer voor.",
        ),
        (
            ("1.  Een \n\n", "(NR. zeven Motie X) \n\n", STATUS),
            7,
            1,
            "De motie “(NR. zeven Motie X)” is niet te lezen.",
        ),
        (
            ("1.  Een \n\n", "(NR. 7 Motie X/) \n\n", STATUS),
            7,
            1,
            "De motie “(NR. 7 Motie X/)” is niet te lezen.",
        ),
        (
            ("1.  Een \n\n", "(NR. 7 Motie X \n\n", f"{'x' * 39} \n\n" * 6, STATUS),
            7,
            1,
            f"De motie “(NR. 7 Motie X {'x' * 39} {'x' * 25}” is niet te lezen.",
        ),
        (
            ("1.  Een (NR. 7 Motie X) \n\n", STATUS),
            5,
            1,
            "Een motie staat midden in een regel van de beschrijving.",
        ),
        (("1.  (NR. 7 Motie X) \n\n", STATUS), 5, 1, "De beschrijving ontbreekt."),
        (
            ("1.  Een beschrijving \n\n",),
            5,
            1,
            "De stand van zaken ontbreekt of is niet te onderscheiden.",
        ),
        (
            ("1.  Een beschrijving. " + STATUS,),
            5,
            1,
            "De beschrijving en de stand van zaken staan op één regel.",
        ),
        (
            ("1.  Een beschrijving.  \n\n", "Gereed. \n\n", STATUS),
            7,
            1,
            "Hier kan de stand van zaken al beginnen: de beschrijving heeft twee alinea's.",
        ),
        (
            ("1.  Een \n\n", STATUS, " " * 30 + "\n1 Een voetnoot \n\n"),
            10,
            None,
            "Het is niet te zeggen bij welke stand van zaken voetnoot 1 hoort.",
        ),
    ],
)
def test_a_malformed_row_is_refused(
    rows: tuple[str, ...], line: int, row: int | None, message: str
) -> None:
    error = refusal(small_table(*rows), SMALL_NOTES)
    assert (error.line, error.row, error.message) == (line, row, message)


def test_a_label_without_a_known_dossier_is_refused() -> None:
    table = small_table("1.  Een \n\n", "(NR. 7 Motie X) \n\n", STATUS)
    error = refusal(table, LayoutNotes(themes=(ThemeNote("THEMA"),)))
    assert error.message == "Het dossier van de motie “(NR. 7 Motie X)” is niet bekend."


def test_a_row_without_a_theme_is_refused() -> None:
    error = refusal(small_table("1.  Een \n\n", STATUS).replace("THEMA \n\n", ""), SMALL_NOTES)
    assert (error.line, error.row) == (3, 1)
    assert error.message == "Deze actie staat niet onder een thema."


def test_a_known_heading_that_is_missing_is_refused() -> None:
    notes = LayoutNotes(themes=(ThemeNote("THEMA"), ThemeNote("OVERIG")))
    error = refusal(small_table("1.  Een \n\n", STATUS), notes)
    assert error.message == "Het kopje “OVERIG” uit de opmaaknotities ontbreekt."


def test_a_sub_theme_under_another_theme_is_refused() -> None:
    notes = LayoutNotes(themes=(ThemeNote("THEMA"), ThemeNote("OVERIG", ("Signalen",))))
    error = refusal(small_table("Signalen \n\n1.  Een \n\n", STATUS), notes)
    assert (error.line, error.message) == (5, "Het kopje “Signalen” is hier niet bekend.")


def test_short_statuses_are_read_when_an_empty_line_stands_above_them() -> None:
    rows = ("1.  Een beschrijving \n\n", "(NR. 7 Motie X) \n\n", " \n\nAfgerond. \n\n")
    (record,) = parse_table(small_table(*rows).encode(), SMALL_NOTES).records
    assert (record.description.text, record.status.text) == ("Een beschrijving", "Afgerond.")


def test_a_short_status_without_a_full_stop_is_no_heading() -> None:
    rows = ("1.  Een beschrijving \n\n", " \n\nAfgerond \n\n", "2.  Nog een \n\n", STATUS)
    first, second = parse_table(small_table(*rows).encode(), SMALL_NOTES).records
    assert (first.status.text, second.description.text) == ("Afgerond", "Nog een")


def test_a_reference_to_an_action_that_is_not_there_or_is_this_one_is_left_to_the_text() -> None:
    rows = ("1.  Een \n\n", STATUS.replace("\n", "Zie actie 1, zie ook 2 en zie actie 99.\n", 1))
    first, _ = parse_table(
        small_table(*rows, "2.  Nog een \n\n", STATUS).encode(), SMALL_NOTES
    ).records
    assert first.see_also == (2,)


def test_a_number_on_a_line_of_its_own_is_text_when_no_column_header_follows() -> None:
    rows = ("1.  Een \n\n", STATUS, "100 \n\n", "ouders zijn geholpen. \n\n")
    (record,) = parse_table(small_table(*rows).encode(), SMALL_NOTES).records
    assert record.status.text == f"{STATUS.strip()}\n100 ouders zijn geholpen."


def test_a_line_that_was_made_shorter_is_not_taken_for_a_second_column(
    source: bytes, notes: LayoutNotes, table: Table
) -> None:
    edits = {
        # A narrow line above a narrow line, on the page where the status starts.
        b"met kinderen en jongeren ondersteund door Missing Chapter Foundation. Wie de regeling ": (
            b"met kinderen. Wie dit "
        ),
        # A line on the next page that is still too wide for a description.
        b"zich op een eenvoudigere inhoud en opbouw, een gebruiksvriendelijkere": b"zich op een",
    }
    edited = source
    for printed, shorter in edits.items():
        assert source.count(printed) == 1
        edited = edited.replace(printed, shorter)
    later = parse_table(edited, notes.for_another_edition())
    pairs = zip(table.records, later.records, strict=True)
    assert [before.number for before, after in pairs if before != after] == [9, 38]


def test_an_address_that_no_action_names_is_listed_apart() -> None:
    rows = ("1.  Een \n\n", STATUS, "https://example.nl/een-brief\n\n")
    table = parse_table(small_table(*rows).encode(), SMALL_NOTES)
    assert [(item.text, item.line) for item in table.furniture if "address" in item.kind] == [
        ("https://example.nl/een-brief", 9)
    ]
    assert (table.records[0].addresses, table.records[0].status.text) == ((), STATUS.strip())


def test_two_footnotes_of_one_status_keep_their_places() -> None:
    status = "Dit is een stand van zaken1, en die is een stuk breder dan een beschrijving2. \n\n"
    foot = " " * 30 + "\n1 De eerste \n" + " " * 30 + "\n2 De tweede \n"
    (record,) = parse_table(small_table("1.  Een \n\n", status, foot).encode(), SMALL_NOTES).records
    assert record.status.text == STATUS.strip()
    places = [(note.marker, note.text, note.position) for note in record.footnotes]
    assert places == [("1", "De eerste", 26), ("2", "De tweede", 74)]


def test_the_other_title_is_refused(source: bytes, notes: LayoutNotes) -> None:
    error = refusal(source.replace(b"Onderzoekscommissie", b"Commissie", 1), notes)
    assert (error.line, error.message[:16]) == (1, "De titel is niet")


def test_a_changed_source_is_refused_with_the_notes_of_the_first(
    source: bytes, notes: LayoutNotes
) -> None:
    error = refusal(source.replace(b"Cathuisregeling", b"Catshuisregeling"), notes)
    assert error.message == "Dit is niet het bestand waar de opmaaknotities bij horen."


def test_a_table_that_ends_too_early_is_refused(source: bytes, notes: LayoutNotes) -> None:
    without_last = source[: source.index(b"86.  ")]
    error = refusal(without_last, notes)
    assert (error.row, error.message) == (85, "De tabel heeft 85 acties; dat moeten er 86 zijn.")


def test_a_table_that_ends_inside_a_description_is_refused(
    source: bytes, notes: LayoutNotes
) -> None:
    cut = source[: source.index(b"Kamer daarover te informeren")]
    error = refusal(cut, notes.for_another_edition())
    assert error.row == 86
    assert error.message == "De stand van zaken ontbreekt of is niet te onderscheiden."


@pytest.mark.parametrize("number", range(1, 87))
def test_a_row_whose_number_is_gone_is_refused(
    source: bytes, notes: LayoutNotes, number: int
) -> None:
    without = re.sub(rb"(?m)^( ?)%d\.  " % number, rb"\1", source)
    with pytest.raises(StatusTableError):
        parse_table(without, notes)


def test_refusals_are_sentences_with_a_remedy(source: bytes, notes: LayoutNotes) -> None:
    error = refusal(source.replace(b"\n37.  ", b"\n"), notes)
    assert str(error) == (
        "Regel 808, actie 38: Nummer 37 ontbreekt: hier begint 38. Doe dit: nummer de acties "
        "oplopend vanaf 1, met een punt en twee spaties achter elk nummer."
    )
