"""What comes out of a printer: whole tables under their heads, and where it came from."""

import pytest
from playwright.sync_api import Page, expect

# What A4 has room for between its margins, in the pixels of CSS, when a browser prints at nine
# tenths, as it does rather than cut off a table.
PAPER = 750
TOO_WIDE = """() => [...document.querySelectorAll('main *')]
    .filter(part => part.checkVisibility())
    .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
    .map(part => part.outerHTML.slice(0, 80))"""


@pytest.fixture
def paper(page: Page) -> Page:
    """A page as it is printed."""
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("address", ["/acties/?thema=hersteloperatie", "/termijnen/", "/moties/"])
def test_a_list_is_printed_as_a_table_with_its_head(paper: Page, address: str) -> None:
    paper.goto(address)
    table = paper.locator("table.table")
    display = table.locator("tbody tr").first.evaluate("row => getComputedStyle(row).display")

    assert display == "table-row"
    expect(table.locator("thead")).to_be_visible()
    assert paper.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("address", ["/", "/acties/53/", "/moties/35510-13/", "/themas/"])
def test_nothing_is_cut_off_at_the_edge_of_the_paper(paper: Page, address: str) -> None:
    paper.goto(address)

    assert paper.evaluate(TOO_WIDE) == []


def test_a_printed_list_says_what_was_chosen_and_from_where(paper: Page) -> None:
    paper.goto("/acties/?thema=hersteloperatie")

    expect(paper.locator(".printed")).to_contain_text("Thema: Hersteloperatie")
    expect(paper.locator(".printed")).to_contain_text("/acties/?thema=hersteloperatie")
    expect(paper.locator(".filters")).to_be_hidden()
    expect(paper.locator(".site-nav")).to_be_hidden()
