"""Everything works with a keyboard alone, in the order in which it is read, and it shows where."""

import pytest
from playwright.sync_api import Page, expect

# Of the pieces of a picture the table beside it has the same links, which a test of the page holds.
FOCUSABLE = """() => [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(part => part.checkVisibility({visibilityProperty: true}))
    .filter(part => !part.closest('svg[aria-hidden=true]'))"""
NUMBER_THEM = (
    f"() => ({FOCUSABLE})().map((part, place) => {{ part.dataset.place = place; }}).length"
)
FOCUSED = """() => {
    const part = document.activeElement;
    const style = getComputedStyle(part);
    return {
        place: Number(part.dataset.place ?? -1),
        shows: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        html: part.outerHTML.slice(0, 80),
    };
}"""


def test_the_first_stop_leads_past_the_menu_to_the_text(page: Page) -> None:
    page.goto("/acties/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("address", ["/", "/moties/?fractie=denk", "/acties/53/", "/wijzigingen/"])
def test_tab_visits_everything_in_reading_order_and_gets_out_again(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    number = page.evaluate(NUMBER_THEM)
    visited, unseen = [], []

    for _ in range(number * 4):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        # Past the last stop the browser leaves the page, and then begins again.
        if stop["place"] < 0 or (visited and stop["place"] < visited[-1]):
            break
        visited.append(stop["place"])
        if not stop["shows"]:
            unseen.append(stop["html"])

    # A date is one field with several stops.
    assert (sorted(set(visited)), visited) == (list(range(number)), sorted(visited))
    assert unseen == []


def test_the_filter_is_opened_filled_in_and_sent_with_keys(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/acties/")
    page.get_by_text("Zoek en filter").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Woord of kamerstuk")).to_be_focused()
    page.keyboard.type("compensatie")
    page.keyboard.press("Enter")

    page.wait_for_url("**/acties/?q=compensatie**")
    expect(page.get_by_role("status").first).to_contain_text("van 86 acties")


def test_a_table_is_sorted_with_keys(page: Page) -> None:
    page.goto("/acties/")
    page.get_by_role("columnheader", name="Thema").get_by_role("link").focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**sort=thema**")
    header = page.get_by_role("columnheader", name="Thema")
    assert header.get_attribute("aria-sort") == "ascending"


UNDER_SOMETHING = """() => {
    // Of a link on two lines the middle is nowhere.
    const box = document.activeElement.getClientRects()[0];
    const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return document.activeElement.contains(seen) ? '' : document.activeElement.outerHTML;
}"""


@pytest.mark.parametrize("height", [360, 900])
@pytest.mark.parametrize("address", ["/acties/", "/moties/", "/rapportages/2021-06/"])
def test_the_head_of_a_table_never_covers_what_has_the_focus(
    page: Page, address: str, height: int
) -> None:
    page.set_viewport_size({"width": 1440, "height": height})
    page.goto(address)
    page.locator("tbody a").nth(30).focus()
    covered = []

    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        covered.append(page.evaluate(UNDER_SOMETHING))

    assert covered == [""] * 25
