"""PDFs: by the lines around their cells, or by their columns."""

from dataclasses import replace

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, Table, TableStyle

from actions.statustable import pdf
from actions.statustable.earlier import earlier_descriptions
from actions.statustable.errors import StatusTableError
from actions.statustable.layout import LayoutNotes
from actions.statustable.readers import ReadDocument, read_document
from actions.statustable.records import Cell, Record
from actions.statustable.records import Table as StatusTable
from tests.actions.statustable.made_elsewhere import read, texts, without_places
from tests.actions.statustable.made_pdf import (
    CATALOG,
    HEADS,
    endless_pdf,
    paragraphs,
    pdf_of_objects,
    pdf_of_records,
    saved,
)
from tests.actions.statustable.test_round_trip import simple

LONG = ("Dit is een zin die lang genoeg is om met een tweede over de regel te lopen. " * 3).strip()


def read_pdf(records: list[Record], *, ruled: bool = True, space: float = 3) -> ReadDocument:
    return read(pdf_of_records(records, ruled=ruled, space=space), "tabel.pdf", LayoutNotes())


def record(number: int, description: str, status: str, **changes: object) -> Record:
    made = simple(number, description=Cell(description, ()), status=Cell(status, ()))
    return replace(made, theme="Herstel", **changes)


def refusal(data: bytes) -> StatusTableError:
    with pytest.raises(StatusTableError) as refused:
        read(data)
    return refused.value


@pytest.mark.parametrize("ruled", [True, False])
def test_the_table_of_june_2021_as_pdf_has_the_same_words(
    records: dict[int, Record], notes: LayoutNotes, ruled: bool
) -> None:
    plain = [replace(item, footnotes=(), addresses=()) for item in without_places(records.values())]
    plain[57] = replace(plain[57], citations=())
    data = pdf_of_records(plain, ruled=ruled)
    document = read_document(data, name="tabel.pdf", notes=notes.for_another_edition())
    found = without_places(document.table.records)
    assert found == plain


def test_paragraphs_without_white_space_between_them_are_those_of_the_edition_before(
    table: StatusTable, notes: LayoutNotes
) -> None:
    plain = tuple(
        replace(item, footnotes=(), addresses=()) for item in without_places(table.records)
    )
    data = pdf_of_records(plain, ruled=True, space=0)
    later = notes.for_another_edition()
    alone = read_document(data, name="tabel.pdf", notes=later)
    helped = read_document(data, name="tabel.pdf", notes=later, earlier=earlier_descriptions(table))
    statuses = [item.status.text for item in plain]
    unclear = [
        number
        for number, found in enumerate(alone.table.records, start=1)
        if found.status.text != statuses[number - 1]
    ]
    assert unclear == [42, 43, 54, 70]
    assert [item.status.text for item in helped.table.records] == statuses
    assert alone.notices[0].message.startswith("Op ")


@pytest.mark.parametrize("ruled", [True, False])
def test_a_row_that_crosses_a_page_is_one_row(ruled: bool) -> None:
    status = "\n".join(f"Alinea {number} is kort." for number in range(90))
    rows = [record(1, "Betalen", LONG), record(2, "Helpen", status), record(3, "Meer", "Ja.")]
    document = read_pdf(rows, ruled=ruled)
    assert [(number, text) for number, text, _ in texts(document)] == [
        (1, "Betalen"),
        (2, "Helpen"),
        (3, "Meer"),
    ]
    assert document.table.records[1].status.text == status


@pytest.mark.parametrize("ruled", [True, False])
def test_short_paragraphs_without_white_space_between_them_are_kept_apart(ruled: bool) -> None:
    rows = [
        record(1, "Betalen\nHelpen", "Klaar.\nDit is alles wat er is.\nJa."),
        record(2, "b", "c"),
    ]
    assert texts(read_pdf(rows, ruled=ruled, space=0)) == [
        (1, "Betalen\nHelpen", "Klaar.\nDit is alles wat er is.\nJa."),
        (2, "b", "c"),
    ]


def test_a_cell_without_a_line_between_it_and_the_cell_above_is_shared() -> None:
    rows = [
        record(1, "Betalen", "Samen.", shared_with=(2,)),
        record(2, "Helpen", "Samen.", shared_with=(1,)),
    ]
    first, second = read_pdf(rows).table.records
    assert (first.shared_with, second.shared_with) == ((2,), (1,))
    assert second.status.text == "Samen."


@pytest.mark.parametrize("ruled", [True, False])
def test_bullets_letters_and_labels_are_kept(ruled: bool) -> None:
    rows = [record(1, "Betalen", f"Nu:\n- {LONG}\n- twee\na. {LONG}\nb. vier")]
    (found,) = read_pdf(rows, ruled=ruled, space=0).table.records
    assert found.status.text == rows[0].status.text


def test_a_hyphen_at_a_line_end_keeps_its_space_only_before_and() -> None:
    words = "De nadere uitwerking van de uitvoerings- en handhavingsstrategie van het ABD-stelsel. "
    text = (words * 6).strip()
    (found,) = read_pdf([record(1, "Betalen", text)]).table.records
    assert found.status.text == text


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("de uitvoerings-", "en handhaving", "de uitvoerings- en handhaving"),
        ("het ABD-", "stelsel", "het ABD-stelsel"),
        ("met velen -", "onder wie zij", "met velen - onder wie zij"),
    ],
)
def test_a_word_broken_at_a_line_end(above: str, below: str, expected: str) -> None:
    data = drawn(
        (40, 500, "Actie"), (100, 500, "Omschrijving"), (400, 500, "Stand van zaken"),
        (40, 480, "HERSTEL"),
        (40, 460, "1."), (100, 460, "Betalen"), (400, 460, above),
        (400, 446, below),
    )  # fmt: skip
    assert read(data).table.records[0].status.text == expected


def test_words_small_and_raised_are_the_mark_of_a_footnote_below_the_table() -> None:
    table = ruled_table([marked("Loopt<super size=5>1</super>, goed.")])
    note = marked("1 Kamerstukken II 2020/21, 30 950, nr. 218")
    (found,) = read(saved([table, note])).table.records
    assert found.status.text == "Loopt, goed."
    assert [(item.marker, item.text, item.position) for item in found.footnotes] == [
        ("1", "Kamerstukken II 2020/21, 30 950, nr. 218", 5)
    ]
    assert [citation.number for citation in found.citations] == [218]


def test_a_note_may_stand_right_behind_its_mark() -> None:
    table = ruled_table([marked("Loopt<super size=5>1</super>, goed.")])
    (found,) = read(saved([table, marked("1Kamerstukken II 2020/21")])).table.records
    assert [(item.marker, item.text) for item in found.footnotes] == [
        ("1", "Kamerstukken II 2020/21")
    ]


def test_a_page_without_lines_behind_a_ruled_table_is_no_part_of_it() -> None:
    content = [ruled_table([marked("Loopt.")]), PageBreak(), marked("Bijlage bij de brief")]
    document = read(saved(content))
    assert texts(document) == [(1, "Betalen", "Loopt.")]
    assert [notice.message for notice in document.notices] == [
        "Tekst buiten de tabel is overgeslagen: “Bijlage bij de brief”."
    ]


def test_links_are_kept_and_a_printed_address_is_no_text() -> None:
    url = "https://example.nl/een-brief"
    link = f'<a href="{url}">{{}}</a>'
    status = [marked(f"Zie {link.format('de brief')}."), marked(link.format(url))]
    (found,) = read(saved([ruled_table(status)])).table.records
    assert found.status.text == "Zie de brief."
    assert [address.url for address in found.addresses] == [url]


def marked(text: str) -> Paragraph:
    return Paragraph(text, paragraphs("x", 0)[0].style)


def ruled_table(status: list[Paragraph]) -> Table:
    """Return a table with one action and this status."""
    cells = [
        list(HEADS),
        [paragraphs("HERSTEL", 0), "", ""],
        ["1.", paragraphs("Betalen", 0), status],
    ]
    looks = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, "black"),
            ("SPAN", (0, 1), (2, 1)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("FONTSIZE", (0, 0), (-1, -1), 8),
        ]
    )
    return Table(cells, colWidths=(40, 230, 470), style=looks)


def drawn(*lines: tuple[float, float, str], **options: object) -> bytes:
    """Return a PDF with texts drawn at places."""
    canvas = Canvas("nooit-bewaard.pdf", pagesize=(800, 600), **options)
    for x, y, text in lines:
        canvas.drawString(x, y, text)
    canvas.showPage()
    return canvas.getpdfdata()


def test_a_number_in_the_middle_of_its_row_is_refused() -> None:
    data = drawn(
        (40, 500, "Actie"), (100, 500, "Omschrijving"), (400, 500, "Stand van zaken"),
        (40, 480, "HERSTEL"),
        (100, 460, "Betalen van"), (400, 460, "Loopt al"),
        (40, 453, "1."),
        (100, 446, "schulden"), (400, 446, "een jaar."),
    )  # fmt: skip
    assert refusal(data).message[:40] == "Deze tekst hoort bij geen actie: “Betale"


def test_heads_centred_above_their_columns_do_no_harm() -> None:
    data = drawn(
        (50, 500, "Actie"), (180, 500, "Omschrijving"), (500, 500, "Stand van zaken"),
        (40, 480, "HERSTEL"),
        *((40, 460 - 40 * row, f"{row + 1}.") for row in range(5)),
        *((100, 460 - 40 * row, "Betalen van schulden") for row in range(5)),
        *((400, 460 - 40 * row, "Loopt.") for row in range(5)),
    )  # fmt: skip
    assert texts(read(data))[4] == (5, "Betalen van schulden", "Loopt.")


def test_a_scan_is_refused() -> None:
    assert refusal(drawn()).message == "De pdf heeft geen tekst; het is waarschijnlijk een scan."


def test_a_text_without_a_table_is_refused() -> None:
    error = refusal(drawn((40, 500, "Geachte voorzitter,")))
    assert error.message[:25] == "De kop van de tabel (Acti"


def test_a_locked_pdf_is_refused() -> None:
    data = drawn((40, 500, "geheim"), encrypt=StandardEncryption("wachtwoord", strength=128))
    assert refusal(data).message == "De pdf is beveiligd met een wachtwoord."


def test_a_broken_pdf_is_refused() -> None:
    assert refusal(b"%PDF-1.7\nkapot").message == "De pdf is beschadigd."


def test_a_pdf_without_pages_is_refused() -> None:
    pages = b"<</Type/Pages/Kids[]/Count 0>>"
    assert refusal(pdf_of_objects([CATALOG, pages])).message == "De pdf is beschadigd."


def test_a_pdf_that_announces_a_million_pages_is_refused() -> None:
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>"
    data = pdf_of_objects([CATALOG, pages, b"<</Type/Page/Parent 2 0 R>>"])
    assert refusal(data).message == "De pdf heeft meer dan 400 bladzijden."


def test_too_many_words_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PDF_WORDS", 1)
    assert refusal(drawn((40, 500, "Geachte voorzitter"))).message == "De pdf heeft te veel tekst."


def test_a_pdf_that_draws_on_and_on_is_stopped_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PDF_SECONDS", 1)
    assert refusal(endless_pdf()).message == "De pdf kost te veel tijd of geheugen om te lezen."


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PDF_PAGES", 0)
    data = pdf_of_records([record(1, "Betalen", "Loopt.")], ruled=True)
    assert refusal(data).message == "De pdf heeft meer dan 400 bladzijden."
