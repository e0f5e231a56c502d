"""Measure pages of the site as a real one runs, on the slow phone that Lighthouse imitates.

`make lighthouse` measures overview, list and detail, and fails when one falls short of what is
asked. `make lighthouse PAGES=all` measures every kind of page and writes the table of
docs/accessibility-and-weight.md.
"""

import datetime
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.lighthouse.page_quality import PageQuality, lighthouse_version, quality_of
from bench.lighthouse.production_site import production_site
from tests.browser.page_types import PAGE_TYPES

ASKED = ("home", "actions:list", "actions:detail")
EVERY_KIND = "all"
DOCUMENT = Path("docs/accessibility-and-weight.md")
BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"
HEAD = (
    "| page | axe | performance | accessibility | best practices | SEO "
    "| largest paint | layout shift | requests | HTML, gzip | what costs points |",
    "|---|" + "---:|" * 9 + "---|",
)


def main() -> int:
    """Measure what the command line asks; the answer is the exit code."""
    every_kind = sys.argv[1:] == [EVERY_KIND]
    measured = {}
    for name, quality in measurements(tuple(PAGE_TYPES) if every_kind else ASKED):
        measured[name] = quality
        say(row(quality))
    if every_kind:
        write_table(measured, on=datetime.datetime.now(tz=datetime.UTC).date())
    short = [measured[name].address for name in ASKED if measured[name].falls_short]
    if short:
        say(f"Te weinig: {', '.join(short)}")
    return 1 if short else 0


def measurements(names: tuple[str, ...]) -> Iterator[tuple[str, PageQuality]]:
    """The kinds of pages with their figures, each as soon as it is measured."""
    # Once Playwright runs, this thread may not ask the database: the site comes first.
    with production_site() as site, sync_playwright() as playwright:
        sandbox = os.geteuid() != 0
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), chromium_sandbox=sandbox
        )
        # The phone of Lighthouse; without its policy the page lets axe in.
        page = browser.new_page(viewport={"width": 412, "height": 823}, bypass_csp=True)
        say(f"Chromium {browser.version}, Lighthouse {lighthouse_version()}")
        for name in names:
            yield name, quality_of(site, PAGE_TYPES[name], page)
        browser.close()


def row(quality: PageQuality) -> str:
    """The figures of a page as one line of the table."""
    cells = [
        f"`{quality.address}`",
        quality.axe,
        *quality.scores,
        f"{quality.paint / 1000:.2f} s",
        f"{quality.shift:.3f}",
        quality.requests,
        f"{quality.html_bytes / 1000:.1f} kB",
        ", ".join(quality.faults),
    ]
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def write_table(measured: dict[str, PageQuality], *, on: datetime.date) -> None:
    """Put the table, with its day, between its two marks in the document."""
    lines = [
        BEGIN,
        f"Measured on {on:%d-%m-%Y} with Lighthouse {lighthouse_version()}.",
        "",
        *HEAD,
        *(row(quality) for quality in measured.values()),
        END,
    ]
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(before + "\n".join(lines) + after, encoding="utf-8")


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
