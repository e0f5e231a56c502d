"""The process that reads a PDF: what it finds on a page, and what ends it."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from actions.statustable.pdf import PROGRAM
from tests.actions.statustable.made_pdf import endless_pdf, page_of, stream

WIDTH, HEIGHT = 800, 600
FONT = b"/Font<</H<</Type/Font/Subtype/Type1/BaseFont/Helvetica%b>>>>"


def run(
    data: bytes, *, seconds: int = 20, memory: int = 500_000_000
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", str(PROGRAM), str(seconds), str(memory), "400", "400000"]
    return subprocess.run(command, input=data, capture_output=True, check=False)


def first_page(data: bytes) -> dict[str, Any]:
    ended = run(data)
    assert ended.returncode == 0
    return json.loads(ended.stdout)["pages"][0]


def drawn_by(draw: Callable[[Canvas], object]) -> bytes:
    canvas = Canvas("nooit-bewaard.pdf", pagesize=(WIDTH, HEIGHT))
    draw(canvas)
    canvas.showPage()
    return canvas.getpdfdata()


def draw_all(canvas: Canvas) -> None:
    """Draw two words, a line across, a line down and a link."""
    canvas.setFont("Helvetica", 10)
    canvas.drawString(100, 500, "Actie Omschrijving")
    canvas.line(90, 490, 300, 490)
    canvas.line(90, 400, 90, 490)
    canvas.linkURL("https://example.nl/een-brief", (100, 498, 125, 508), relative=1)


ALL_DRAWN = {
    "width": 800,
    "height": 600,
    "words": [
        ["Actie", 100, 122.23, 92, 102, 10],
        ["Omschrijving", 125.01, 182.79, 92, 102, 10],
    ],
    "turned": False,
    "across": [[90, 300, 110]],
    "down": [[110, 200, 90]],
    "links": [["https://example.nl/een-brief", 100, 125, 92, 102]],
    "images": False,
}


def words(data: bytes) -> list[str]:
    return [word[0] for word in first_page(data)["words"]]


def test_words_lines_and_links_stand_at_their_places_from_the_top_left() -> None:
    assert first_page(drawn_by(draw_all)) == ALL_DRAWN


# How a page is turned, and what draws upright on it all the same.
TURNED_PAGES = [
    (90, (0, 1, -1, 0, HEIGHT, 0)),
    (180, (-1, 0, 0, -1, WIDTH, HEIGHT)),
    (270, (0, -1, 1, 0, 0, WIDTH)),
]


@pytest.mark.parametrize(("turn", "matrix"), TURNED_PAGES)
def test_a_turned_page_is_read_as_it_is_shown(turn: int, matrix: tuple[float, ...]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.transform(*matrix)
        draw_all(canvas)

    assert first_page(drawn_by(draw)) == ALL_DRAWN


def test_places_are_those_on_the_part_of_the_page_that_is_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((80, 50, 480, 550))
        draw_all(canvas)

    page = first_page(drawn_by(draw))
    assert (page["width"], page["height"]) == (400, 500)
    assert page["words"][0] == ["Actie", 20, 42.23, 42, 52, 10]
    assert (page["across"], page["down"]) == ([[10, 220, 60]], [[60, 150, 10]])


def test_what_stands_in_a_form_is_read_where_the_form_is_drawn() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("tabel")
        canvas.setFont("Helvetica", 5)
        canvas.drawString(50, 250, "Actie Omschrijving")
        canvas.line(45, 245, 150, 245)
        canvas.line(45, 200, 45, 245)
        canvas.endForm()
        canvas.scale(2, 2)
        canvas.doForm("tabel")
        canvas.scale(0.5, 0.5)
        canvas.linkURL("https://example.nl/een-brief", (100, 498, 125, 508), relative=1)

    assert first_page(drawn_by(draw)) == ALL_DRAWN


def test_the_sides_of_a_filled_box_are_lines_and_those_of_a_mere_clip_are_not() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(10, 10, 500, 500)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.rect(100, 400, 50, 20, stroke=0, fill=1)

    page = first_page(drawn_by(draw))
    assert sorted(page["across"]) == [[100, 150, 180], [100, 150, 200]]
    assert sorted(page["down"]) == [[180, 200, 100], [180, 200, 150]]


def test_a_closed_path_has_a_last_side_and_a_curve_has_none() -> None:
    page = first_page(
        page_of(b"10 10 m 90 10 l 90 50 l h S 200 200 m 250 210 290 210 300 200 c S", b"")
    )
    assert page["across"] == [[10, 90, 590]]
    assert page["down"] == [[550, 590, 90]]
    page = first_page(page_of(b"10 50 m 90 50 l 90 10 l 10 10 l h S", b""))
    assert page["down"] == [[550, 590, 90], [550, 590, 10]]


@pytest.mark.parametrize(("gap", "expected"), [(1.5, ["Betalenvan"]), (2.0, ["Betalen", "van"])])
def test_a_gap_is_a_space_by_its_width(gap: float, expected: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(100, 500, "Betalen")
        end = 100 + pdfmetrics.stringWidth("Betalen", "Helvetica", 10)
        canvas.drawString(end + gap, 500, "van")

    assert words(drawn_by(draw)) == expected


def test_a_space_that_only_the_library_sees_is_none() -> None:
    content = b"BT /H 10 Tf 100 500 Td [(toe) -150 (slag)] TJ ET"
    assert words(page_of(content, FONT % b"")) == ["toeslag"]


def test_words_that_are_drawn_from_right_to_left_are_kept_apart() -> None:
    content = b"BT /H 10 Tf 200 500 Td [(rechts) 8000 (links)] TJ ET"
    assert words(page_of(content, FONT % b"")) == ["rechts", "links"]


def test_letters_of_another_size_are_another_word() -> None:
    content = b"BT /H 10 Tf 100 500 Td (Loopt) Tj /H 5 Tf 1 Ts (1) Tj ET"
    assert words(page_of(content, FONT % b"")) == ["Loopt", "1"]


def test_letters_in_bold_are_the_same_word() -> None:
    fonts = b"/Font<</H<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    fonts += b"/B<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>>>"
    content = b"BT /H 10 Tf 100 500 Td (toeslag) Tj /B 10 Tf (affaire) Tj ET"
    assert words(page_of(content, fonts)) == ["toeslagaffaire"]


def test_a_hyphen_at_the_end_of_a_line_stays_a_hyphen() -> None:
    content = b"BT /H 10 Tf 12 TL 100 500 Td (uitvoerings-) Tj T* (strategie) Tj ET"
    assert words(page_of(content, FONT % b"")) == ["uitvoerings-", "strategie"]


def test_one_sign_for_two_letters_is_two_letters_of_one_word() -> None:
    encoding = b"/Encoding<</Type/Encoding/Differences[1/fi]>>"
    content = b"BT /H 10 Tf 100 500 Td (\\001nancieel) Tj ET"
    assert words(page_of(content, FONT % encoding)) == ["financieel"]


def test_a_text_that_stands_for_what_is_drawn_is_as_wide_as_that() -> None:
    content = b"BT /H 10 Tf 100 500 Td /Span<</ActualText(ii)>>BDC (W) Tj EMC (s) Tj ET"
    assert words(page_of(content, FONT % b"")) == ["iis"]


def test_a_letter_that_no_one_can_name_is_shown_as_lost() -> None:
    font = b"/Font<</H<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H"
    font += b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 600"
    font += b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>>>"
    content = b"BT /H 10 Tf 100 500 Td <00000007> Tj ET"
    assert words(page_of(content, font)) == ["\ufffd\ufffd"]


def test_turned_words_are_noticed_and_left_out() -> None:
    content = b"BT /H 10 Tf 0 1 -1 0 100 100 Tm (gedraaid woord) Tj ET"
    page = first_page(page_of(content, FONT % b""))
    assert (page["words"], page["turned"]) == ([], True)


def test_an_image_is_noticed_in_a_form_too() -> None:
    image = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 5 0 R>>>>"
    objects = stream(b"\x00", image), stream(b"/I Do", form)
    assert first_page(page_of(b"/F Do", b"/XObject<</F 6 0 R>>", *objects))["images"] is True


def test_a_pdf_that_takes_too_long_ends_its_process() -> None:
    ended = run(endless_pdf(), seconds=1, memory=4_000_000_000)
    assert ended.returncode == -signal.SIGKILL


def test_a_pdf_that_takes_too_much_memory_ends_its_process() -> None:
    ended = run(endless_pdf(), memory=100_000_000)
    assert ended.returncode == -signal.SIGABRT
