"""What a screen reader finds on a page: headings, landmarks, messages, tables."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page_types import EVERY_PAGE, REFUSED

LEVELS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => Number(h.tagName[1]))"
LANDMARKS = """() => [
        'body > header', 'body > main', 'body > footer',
        'nav[aria-label=Hoofdmenu]', '[role=search]',
    ].map(selector => document.querySelectorAll(selector).length)"""


def test_headings_start_with_one_title_and_skip_no_level(page: Page) -> None:
    wrong = {}

    for address in EVERY_PAGE:
        page.goto(address)
        levels = page.evaluate(LEVELS)
        steps = pairwise(levels)
        if levels.count(1) != 1 or levels[0] != 1 or any(to - at > 1 for at, to in steps):
            wrong[address] = levels

    assert wrong == {}


def test_every_page_has_the_same_landmarks(page: Page) -> None:
    wrong = {}

    for address in EVERY_PAGE:
        page.goto(address)
        found = page.evaluate(LANDMARKS)
        if found != [1, 1, 1, 1, 1]:
            wrong[address] = found

    assert wrong == {}


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/acties/", "86 van 86 acties"),
        ("/moties/?fractie=denk", "6 van 19 moties"),
        ("/acties/?q=xqzjw", "Niets gevonden"),
    ],
)
def test_how_much_was_found_is_announced(page: Page, address: str, words: str) -> None:
    page.goto(address)

    expect(page.get_by_role("status").filter(has_text=words)).to_have_count(1)


@pytest.mark.parametrize("address", REFUSED)
def test_a_refused_choice_is_said_first_and_leads_to_its_field(page: Page, address: str) -> None:
    page.goto(address)
    summary = page.get_by_role("alert")

    expect(summary).to_have_count(1)
    expect(summary).to_be_focused()
    for link in summary.locator("a[href^='#']").all():
        link.click()
        field = page.locator(link.get_attribute("href"))
        expect(field).to_be_visible()
        expect(field).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("address", ["/acties/?motie=35510-13", "/moties/?fractie=denk"])
def test_a_table_stays_a_table_on_a_phone(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    table = page.get_by_role("table")

    expect(table).to_have_count(1)
    columns = table.get_by_role("columnheader").count()
    rows = table.get_by_role("row").count()
    cells = table.get_by_role("cell").count() + table.get_by_role("rowheader").count()
    assert columns > 3
    assert (table.get_by_role("rowheader").count(), cells) == (rows - 1, columns * (rows - 1))


ANCHORS = """() => [...document.querySelectorAll('h2[id] > .anchor')]
    .map(link => [link.getAttribute('href'), '#' + link.parentElement.id, link.tabIndex])"""
CONTENTS = "[...document.querySelectorAll('.contents a')].map(link => link.textContent.trim())"
HEADINGS = "[...document.querySelectorAll('main h2')].map(heading => heading.textContent.trim())"


@pytest.mark.parametrize("address", ["/acties/53/", "/moties/35510-13/", "/definities/"])
def test_the_contents_of_a_long_page_are_its_headings_and_lead_there(
    page: Page, address: str
) -> None:
    page.goto(address)

    assert page.evaluate(CONTENTS) == page.evaluate(HEADINGS)
    for link in page.locator(".contents a").all():
        link.click()
        expect(page.locator(f"h2{link.get_attribute('href')}")).to_be_in_viewport()


def test_a_heading_is_a_link_to_itself_that_keys_reach(page: Page) -> None:
    page.goto("/acties/53/")
    anchors = page.evaluate(ANCHORS)

    assert len(anchors) == 5
    assert [(own, reach) for own, _, reach in anchors] == [(to, 0) for _, to, _ in anchors]
    expect(page.get_by_role("heading", name="Wat werd gevraagd", exact=True)).to_have_count(1)
