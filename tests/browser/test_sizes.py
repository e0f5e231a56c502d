"""The pages on a small screen, with large letters, with a coarse finger, without colours."""

from playwright.sync_api import Page

from tests.browser.page_types import EVERY_PAGE, PAGE_TYPES

WIDER_THAN_THE_SCREEN = (
    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
)
CLIPPED = """() => [...document.querySelectorAll('body *')]
    .filter(part => part.checkVisibility({visibilityProperty: true}))
    .filter(part => ['hidden', 'clip'].includes(getComputedStyle(part).overflowX))
    .filter(part => !part.closest('.visually-hidden, svg'))
    .filter(part => getComputedStyle(part).clipPath === 'none')
    .filter(part => part.scrollWidth > part.clientWidth + 1
        || part.scrollHeight > part.clientHeight + 1)
    .map(part => part.outerHTML.slice(0, 120))"""
# A link within a sentence may be as small as its letters (2.5.8, inline).
TOO_SMALL = """() => [...document.querySelectorAll(
        'button, select, summary, input:not([type=hidden], [type=checkbox]), label.choice,'
        + 'nav a, .table__sort, .chips a, .list-files a, .button')]
    .filter(part => part.checkVisibility({visibilityProperty: true}) && !part.closest('p'))
    .map(part => [part.getBoundingClientRect(), part.outerHTML.slice(0, 120)])
    .filter(([box]) => box.width < 24 || box.height < 24)
    .map(([box, html]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""
OPEN = "document.querySelectorAll('details').forEach(part => { part.open = true; })"
MOVING = """() => [...document.querySelectorAll('*')]
    .filter(part => ['transitionDuration', 'animationDuration']
        .some(name => getComputedStyle(part)[name].split(',').some(time => parseFloat(time) > 0)))
    .map(part => part.outerHTML.slice(0, 120))"""


def found_on(page: Page, addresses: list[str], question: str) -> dict[str, object]:
    """What a question to each page finds, all details open; without pages where it is nothing."""
    answers = {}
    for address in addresses:
        page.goto(address)
        page.evaluate(OPEN)
        answers[address] = page.evaluate(question)
    return {address: answer for address, answer in answers.items() if answer}


def test_no_page_scrolls_sideways_on_the_smallest_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})

    assert found_on(page, EVERY_PAGE, WIDER_THAN_THE_SCREEN) == {}


def test_letters_twice_as_large_are_not_cut_off(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    # The letters of the reader's own browser; a style on <html> would not reach media queries.
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    addresses = list(PAGE_TYPES.values())

    assert found_on(page, addresses, CLIPPED) == {}
    assert found_on(page, addresses, WIDER_THAN_THE_SCREEN) == {}
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"


def test_what_a_finger_has_to_hit_is_large_enough(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})

    assert found_on(page, EVERY_PAGE, TOO_SMALL) == {}


def test_nothing_moves_for_who_asked_for_rest(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")

    assert found_on(page, list(PAGE_TYPES.values()), MOVING) == {}


def test_without_colours_a_status_is_still_words(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("/acties/53/")

    badge = page.locator(".status").first
    assert badge.inner_text().strip() == "afgerond"
    assert badge.evaluate(
        "part => getComputedStyle(part).color !== getComputedStyle(document.body).backgroundColor"
    )
