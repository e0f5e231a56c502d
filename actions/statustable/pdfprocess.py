"""Run as a program of its own: a PDF on standard input, its words and lines as JSON on the output.

A PDF is a program that draws pages, and the library that runs it cannot promise to end or to stay
small. Here it may: the process has limits of time and memory, and pdf.py waits no longer than
that. It imports nothing of the project.

The library raises whatever a broken file makes it stumble over. Then the process ends with an
error, and that is answer enough.

usage: pdfprocess.py SECONDS BYTES PAGES WORDS
"""

import io
import json
import resource
import sys
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

PASSWORD, TOO_MANY_PAGES, TOO_MANY_WORDS, BROKEN = "password", "pages", "words", "broken"
# A gap this part of the size of its letters is a space, also where none is drawn.
SPACE = 0.17
ROUNDED = 2


def main() -> None:
    """Read the PDF within the limits; print what stands on its pages, or what went wrong."""
    seconds, memory, most_pages, most_words = (int(argument) for argument in sys.argv[1:5])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.setrecursionlimit(2_000)
    answer = read_pages(sys.stdin.buffer.read(), most_pages, most_words)
    json.dump(answer, sys.stdout)


def read_pages(data: bytes, most_pages: int, most_words: int) -> dict[str, Any]:
    """Return {"pages": [...]} or {"problem": word}."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > most_pages:
                return {"problem": TOO_MANY_PAGES}
            pages: list[dict[str, Any]] = []
            count = 0
            for page in document.pages:
                pages.append(_page(page))
                count += len(pages[-1]["words"])
                if count > most_words:
                    return {"problem": TOO_MANY_WORDS}
                page.close()
            return {"pages": pages}
    except PdfminerException as error:
        locked = "Password" in repr(error.args)
        return {"problem": PASSWORD if locked else BROKEN}


def _page(page: Page) -> dict[str, Any]:
    words = page.extract_words(
        x_tolerance_ratio=SPACE,
        y_tolerance=2,
        keep_blank_chars=False,
        extra_attrs=["size", "upright"],
        expand_ligatures=True,
    )
    return {
        "width": float(page.width),
        "height": float(page.height),
        "words": [
            [word["text"], *_rounded(word, "x0", "x1", "top", "bottom", "size")]
            for word in words
            if word["upright"]
        ],
        "turned": sum(1 for word in words if not word["upright"]),
        "across": [
            _rounded(edge, "x0", "x1", "top") for edge in page.edges if edge["orientation"] == "h"
        ],
        "down": [
            _rounded(edge, "top", "bottom", "x0")
            for edge in page.edges
            if edge["orientation"] == "v"
        ],
        "links": [
            [link["uri"], *_rounded(link, "x0", "x1", "top", "bottom")]
            for link in page.hyperlinks
            if isinstance(link.get("uri"), str)
        ],
        "images": len(page.images),
    }


def _edges(page: Page, orientation: str) -> list[dict[str, Any]]:
    return [edge for edge in page.edges if edge["orientation"] == orientation]


def _rounded(item: dict[str, Any], *names: str) -> list[float]:
    return [round(float(item[name]), ROUNDED) for name in names]


if __name__ == "__main__":
    main()
