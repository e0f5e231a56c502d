"""Run as a program of its own: a PDF on standard input, its words and lines as JSON on the output.

A PDF is a program that draws pages, and the library that runs it cannot promise to end or to stay
small. Here it may: the process has limits of time and memory, and pdf.py waits no longer than
that. It imports nothing of the project.

Where a broken file makes the library stumble the process ends with an error, or by a signal, and
that is answer enough.

Places are in points from the top left of a page as it is shown. PDFium counts from the bottom left
of a page that is not yet turned; its functions per letter are called as they are, for the classes
around them cost more time than the reading.

usage: pdfprocess.py SECONDS BYTES PAGES WORDS
"""

import ctypes
import json
import math
import resource
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

PASSWORD, TOO_MANY_PAGES, TOO_MANY_WORDS, BROKEN = "password", "pages", "words", "broken"
LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
# A gap this part of the size of its letters is a space, also where none is drawn.
SPACE = 0.17
# A letter that stands this much higher or lower starts another word.
OTHER_HEIGHT = 2.0
# The part of a letter's size that is below its base; fonts disagree, lines may not.
BELOW_BASE = 0.2
# A line of text, or a drawn line, may slant this little.
LEVEL = 0.1
ALSO_STRAIGHT = 0.5
# PDFium's sign for a hyphen at the end of a line, and ours for a letter that no one can name.
HYPHEN_CODE, LOST_LETTER = 2, "\ufffd"
DEEPEST_FORM = 15
ROUNDED = 2

Box = tuple[float, float, float, float]


def main() -> None:
    """Read the PDF within the limits; print what stands on its pages, or what went wrong."""
    seconds, memory, most_pages, most_words = (int(argument) for argument in sys.argv[1:5])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    answer = read_pages(sys.stdin.buffer.read(), most_pages, most_words)
    json.dump(answer, sys.stdout)


def read_pages(data: bytes, most_pages: int, most_words: int) -> dict[str, Any]:
    """Return {"pages": [...]} or {"problem": word}."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > most_pages:
                return {"problem": TOO_MANY_PAGES}
            pages: list[dict[str, Any]] = []
            count = 0
            for page in document:
                pages.append(_page(document, page))
                count += len(pages[-1]["words"])
                if count > most_words:
                    return {"problem": TOO_MANY_WORDS}
                page.close()
            return {"pages": pages}
    except pypdfium2.PdfiumError as error:
        return {"problem": PASSWORD if error.err_code in LOCKED else BROKEN}


def _page(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> dict[str, Any]:
    sheet = Sheet(page)
    words = Words(page.get_textpage(), sheet)
    rules = list(_rules(page, sheet))
    images = page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST_FORM)
    return {
        "width": sheet.width,
        "height": sheet.height,
        "words": words.found,
        "turned": words.has_turned,
        "across": [_rounded(x0, x1, y0) for x0, x1, y0, y1 in rules if y1 - y0 <= ALSO_STRAIGHT],
        "down": [_rounded(y0, y1, x0) for x0, x1, y0, y1 in rules if x1 - x0 <= ALSO_STRAIGHT],
        "links": list(_links(document, page, sheet)),
        "images": next(images, None) is not None,
    }


class Sheet:
    """A page as it is shown: how far it is turned, and where its top left is."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.quarters = page.get_rotation() // 90
        self._left, bottom, right, self._top = self.turned(*page.get_bbox())
        self.width, self.height = right - self._left, self._top - bottom

    def turned(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box when the sheet is turned clockwise as the page asks."""
        for _ in range(self.quarters):
            left, bottom, right, top = bottom, -right, top, -left
        return left, bottom, right, top

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return x0, x1, top and bottom of a box that is turned already."""
        return left - self._left, right - self._left, self._top - top, self._top - bottom


class Words:
    """The words of a page in the order in which it draws them.

    Letters are one word as long as they have one size and one height and no gap between them.
    PDFium adds spaces of its own; the gaps tell better.
    """

    def __init__(self, text: pypdfium2.PdfTextPage, sheet: Sheet) -> None:
        self.found: list[list[Any]] = []
        self.has_turned = False
        self._text, self._sheet = text, sheet
        self._letters: list[str] = []
        self._left = self._right = self._base = self._size = 0.0
        self._upright = True
        self._read()

    def _read(self) -> None:
        text, turned, drawn = self._text.raw, self._sheet.turned, pdfium.FS_RECTF()
        x0 = bottom = math.nan
        for index in range(self._text.count_chars()):
            letter = _letter(text, index)
            if letter.isspace():
                if not pdfium.FPDFText_IsGenerated(text, index):
                    self._end()
                continue
            pdfium.FPDFText_GetLooseCharBox(text, index, drawn)
            before, low = x0, bottom
            x0, bottom, x1, _ = turned(drawn.left, drawn.bottom, drawn.right, drawn.top)
            # Letters of one font on one line have the same bottom.
            if bottom != low:
                self._look(index)
            if not before <= x0 <= self._right + SPACE * self._size:
                self._end()
            if not self._letters:
                self._left = x0
            self._letters.append(letter)
            self._right = x1
        self._end()

    def _look(self, index: int) -> None:
        """Take the size and the height of a letter; they may end the word before it."""
        matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetMatrix(self._text, index, matrix)
        pdfium.FPDFText_GetCharOrigin(self._text, index, x, y)
        _, base, _, _ = self._sheet.turned(x.value, y.value, x.value, y.value)
        along, up, _, _ = self._sheet.turned(matrix.a, matrix.b, matrix.a, matrix.b)
        size = pdfium.FPDFText_GetFontSize(self._text, index) * math.hypot(matrix.c, matrix.d)
        upright = along > 0 and abs(up) <= LEVEL * along
        same_size = math.isclose(size, self._size, abs_tol=0.01)
        if not same_size or abs(base - self._base) > OTHER_HEIGHT:
            self._end()
        self._base, self._size, self._upright = base, size, upright

    def _end(self) -> None:
        letters, self._letters = self._letters, []
        if letters and not self._upright:
            self.has_turned = True
        elif letters:
            bottom = self._base - BELOW_BASE * self._size
            box = self._sheet.place(self._left, bottom, self._right, bottom + self._size)
            self.found.append(["".join(letters), *_rounded(*box, self._size)])


def _letter(text: Any, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text, index)
    if code == HYPHEN_CODE and pdfium.FPDFText_IsHyphen(text, index) == 1:
        return "-"
    if code == 0 or pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
        return LOST_LETTER
    return chr(code)


def _rules(page: pypdfium2.PdfPage, sheet: Sheet) -> Iterator[Box]:
    """Yield x0, x1, top and bottom of each straight piece of what is drawn."""
    for path in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=DEEPEST_FORM):
        matrix = _matrix(path)
        for start, end in _pieces(path):
            (x0, y0), (x1, y1) = matrix.on_point(*start), matrix.on_point(*end)
            box = sheet.turned(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            yield sheet.place(*box)


def _matrix(drawn: pypdfium2.PdfObject) -> pypdfium2.PdfMatrix:
    """Return where a thing is drawn on the page, also when it is part of forms."""
    matrix = drawn.get_matrix()
    while drawn.container is not None:
        drawn = drawn.container
        matrix = matrix.multiply(drawn.get_matrix())
    return matrix


def _pieces(
    path: pypdfium2.PdfObject,
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the two ends of each straight piece of a path; curves are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    last = (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        before, last = last, (x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
            yield before, last


def _links(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, sheet: Sheet
) -> Iterator[list[Any]]:
    position, link, box = ctypes.c_int(), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        url = _address(document, pdfium.FPDFLink_GetAction(link))
        if url and pdfium.FPDFLink_GetAnnotRect(link, box):
            turned = sheet.turned(box.left, box.bottom, box.right, box.top)
            yield [url, *_rounded(*sheet.place(*turned))]


def _address(document: pypdfium2.PdfDocument, action: Any) -> str:
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    address = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, address, length)
    return address.value.decode(errors="replace")


def _rounded(*values: float) -> list[float]:
    return [round(value, ROUNDED) for value in values]


if __name__ == "__main__":
    main()
