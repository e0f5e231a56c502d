"""Whatever can be filled in or pressed says what it is, and its error is told with it."""

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility_tree import told_about
from tests.browser.page_types import EVERY_PAGE

CONTROLS = (
    *("textbox", "searchbox", "checkbox", "radio", "combobox", "button", "link"),
    *("Date", "DisclosureTriangle"),
)


@pytest.mark.parametrize("width", [360, 1440])
def test_every_control_and_link_has_a_name(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    controls, nameless = 0, {}

    for address in EVERY_PAGE:
        page.goto(address)
        told = list(told_about(page).all(*CONTROLS))
        controls += len(told)
        if without := [control.role for control in told if not control.name.strip()]:
            nameless[address] = without

    assert nameless == {}
    assert controls > 20 * len(EVERY_PAGE)


@pytest.mark.parametrize(
    ("address", "name", "error"),
    [
        ("/verschillen/?van=ooit&tot=2022-02-01", "Van", "Schrijf een datum als"),
        ("/acties/?thema=onzin&gewijzigdSinds=ooit", "Gewijzigd sinds", "Schrijf een datum als"),
        ("/acties/?peildatum=2999-01-01", "De site zoals die was op", "ligt in de toekomst"),
    ],
)
def test_a_refused_field_is_told_to_be_wrong_and_why(
    page: Page, address: str, name: str, error: str
) -> None:
    page.goto(address)
    (field,) = [field for field in told_about(page).all("Date") if field.name == name]
    control = page.get_by_label(name)
    described = page.locator(f"#{control.get_attribute('aria-describedby')}")

    assert field.attributes["invalid"] == "true"
    assert error in described.inner_text()
