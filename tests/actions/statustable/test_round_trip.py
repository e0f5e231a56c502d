"""What goes out comes back the same: every format, any edition."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from actions.statustable.exported import ExportedEdition
from actions.statustable.labels import read_label
from actions.statustable.layout import LayoutNotes
from actions.statustable.letters import find_invisible, plain_text
from actions.statustable.paragraphs import Paragraph
from actions.statustable.readers import read_document
from actions.statustable.records import Address, Cell, Footnote, MotionLabel, Record, Table
from actions.statustable.references import with_references
from actions.statustable.writers import WRITERS, write_document
from tests.actions.statustable.made_elsewhere import without_places

FORMATS = tuple(WRITERS)
PEILDATUM = datetime.date(2022, 1, 31)

ODD = [
    *["- punt", "a. letter", "A. Letter", "• rondje", "– streepje", "=1+1", "+31 70", "@naam"],
    *["-profielen", "'=1", "a;=b", 'a,"=b', "<w:t>&amp;</w:t>", "_x0041_ _x005F_", "“Kindpanel”"],
    *[
        "👩\u200d🔬 emoji",
        "12. Nee",
        "Zie actie 2, zie ook 3",
        "TK 35510-13",
        "Actie",
        "1 (teken 2): x",
    ],
    *[
        "(35 510, nr. 4)",
        "https://example.nl/a-b?c=d&e=f",
        "woord " * 400,
        "O'Brien",
        "\\n {{ }} %s",
    ],
]
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn"))
PARAGRAPH = (
    st.one_of(st.sampled_from(ODD), st.text(LETTERS, min_size=1, max_size=60))
    .map(plain_text)
    .filter(lambda text: text != "" and find_invisible(text) is None)
)
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=4).map("\n".join)
# A theme wholly in capitals is how a table prints a theme, not how it is called.
NAME = st.sampled_from(["Hersteloperatie", "Toekomst UHT", "Signalen en ICT", "Overig: de rest"])
LABELS = st.lists(
    st.sampled_from(
        [
            ("35510", "NR. 13 Motie Omtzigt cs"),
            ("35510", "NR 21. Motie Marijnissen/Van der Staaij c.s. deel 2"),
            ("35510", "NR. 45 Motie Azarkan,"),
            ("35925-VII", "NR 7 motie van Brenk"),
        ]
    ),
    max_size=3,
    unique=True,
)
ADDRESSES = st.lists(
    st.sampled_from(["https://example.nl/een", "http://twee.nl/?a=1&b=%20c", "https://drie.nl/é"]),
    max_size=2,
    unique=True,
)


def label(dossier: str, printed: str) -> MotionLabel:
    read = read_label(Paragraph(f"({printed})", (1,)), 1, LayoutNotes(dossier=dossier))
    return replace(read, lines=())


@st.composite
def footnotes(draw: st.DrawFn, status: str) -> tuple[Footnote, ...]:
    places = draw(st.lists(st.integers(0, len(status)), max_size=3, unique=True).map(sorted))
    markers = draw(st.permutations(["1", "2", "*"]))
    return tuple(
        Footnote(marker, draw(PARAGRAPH), place, ())
        for marker, place in zip(markers, places, strict=False)
    )


@st.composite
def record(draw: st.DrawFn, number: int) -> Record:
    status = draw(TEXT)
    return Record(
        number=number,
        theme=draw(NAME),
        subtheme=draw(st.one_of(st.none(), NAME)),
        description=Cell(draw(TEXT), ()),
        status=Cell(status, ()),
        labels=tuple(label(*item) for item in draw(LABELS)),
        shared_with=(),
        see_also=(),
        citations=(),
        footnotes=draw(footnotes(status)),
        addresses=tuple(Address(url, ()) for url in draw(ADDRESSES)),
    )


@st.composite
def editions(draw: st.DrawFn) -> ExportedEdition:
    numbers = draw(st.lists(st.integers(1, 200), min_size=1, max_size=5, unique=True).map(sorted))
    records = [draw(record(number)) for number in numbers]
    groups = draw(st.lists(st.integers(0, 2), min_size=len(records), max_size=len(records)))
    shared = [_shared(item, records, groups) for item in records]
    complete = tuple(with_references(item, numbers, ()) for item in shared)
    return edition(complete)


def _shared(item: Record, records: list[Record], groups: list[int]) -> Record:
    """Give a record the status of the first of its group; group 0 shares nothing."""
    group = groups[records.index(item)]
    members = [other for other, name in zip(records, groups, strict=True) if name == group]
    if group == 0 or len(members) == 1:
        return item
    others = tuple(other.number for other in members if other.number != item.number)
    first = members[0]
    return replace(item, status=first.status, footnotes=first.footnotes, shared_with=others)


def edition(records: tuple[Record, ...]) -> ExportedEdition:
    table = Table(Cell("", ()), Cell("", ()), (), records, ())
    return ExportedEdition(
        "Stand van zaken", "Twee regels.\nInleiding.", "2022-01", PEILDATUM, "Zo bepaald.", table
    )


def back(form: str, exported: ExportedEdition, notes: LayoutNotes) -> list[Record]:
    data = write_document(exported, form)
    return without_places(read_document(data, name=f"tabel.{form}", notes=notes).table.records)


def simple(number: int, **changes: object) -> Record:
    plain = Record(
        number=number,
        theme="Hersteloperatie",
        subtheme=None,
        description=Cell("Betalen", ()),
        status=Cell("Loopt.", ()),
        labels=(),
        shared_with=(),
        see_also=(),
        citations=(),
        footnotes=(),
        addresses=(),
    )
    return replace(plain, **changes)


CELL = Cell("- =een\nTwee;=1 3", ())
TRICKY = edition(
    (
        simple(1, theme="ICT", shared_with=(3, 4), status=CELL),
        simple(2, subtheme="SIGNALEN", description=Cell("• rondje\n- • x", ())),
        simple(3, subtheme="Signalen", shared_with=(1, 4), status=CELL),
        simple(4, subtheme="Signalen", shared_with=(1, 3), status=CELL),
        simple(
            7,
            status=Cell("- ab\n- c", ()),
            footnotes=(
                Footnote("2", "twee", 0, ()),
                Footnote("1", "1 een", 2, ()),
                Footnote("*", "* ster", 4, ()),
                Footnote("3", "drie", 5, ()),
                Footnote("2a", "vier", 8, ()),
            ),
            addresses=(Address("https://example.nl/een", ()),),
        ),
    )
)


@pytest.mark.parametrize("form", FORMATS)
@given(exported=editions())
@example(exported=TRICKY)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_edition_comes_back_as_it_went_out(form: str, exported: ExportedEdition) -> None:
    assert back(form, exported, LayoutNotes()) == without_places(exported.table.records)


@pytest.mark.parametrize("form", FORMATS)
def test_the_table_of_june_2021_comes_back_as_it_went_out(
    form: str, table: Table, notes: LayoutNotes
) -> None:
    exported = ExportedEdition(
        table.title.text, table.introduction.text, "2021-06", PEILDATUM, "", table
    )
    again = back(form, exported, notes.for_another_edition())
    assert again == without_places(table.records)


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
def test_the_title_and_the_introduction_come_back(form: str, table: Table) -> None:
    exported = edition(table.records[:1])
    read = read_document(write_document(exported, form), name="x", notes=LayoutNotes())
    assert (read.table.title.text, read.table.introduction.text) == (
        "Stand van zaken",
        "Twee regels.\nInleiding.",
    )


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_edition_gives_the_same_bytes(form: str) -> None:
    assert write_document(TRICKY, form) == write_document(TRICKY, form)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_noticed_in_what_we_wrote_ourselves(form: str, table: Table) -> None:
    data = write_document(edition(table.records), form)
    notes = LayoutNotes(dossier="35510")
    assert read_document(data, name=f"tabel.{form}", notes=notes).notices == ()
