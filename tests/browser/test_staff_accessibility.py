"""The screens of the staff break no rule of axe; what Django itself draws is named here."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import rules_broken
from tests.browser.furnished_site import PASSWORD, Furnished

# Django's search of a list, its choice list that searches, and the rows it adds in a form: their
# markup is not ours, and its next versions mend it.
DRAWN_BY_DJANGO = ["#searchbar", ".select2-container", ".tabular th"]
ACCOUNT_PAGES = [
    "/beheer/tweede-factor/",
    "/beheer/tweede-factor/instellen/",
    "/beheer/herstelcodes/nieuw/",
    "/beheer/wachtwoord/",
    "/beheer/inloggen/opnieuw/",
    "/beheer/uitloggen/",
]


def sign_in(page: Page, name: str) -> None:
    page.goto("/beheer/inloggen/")
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: not address.endswith("/inloggen/"))


def staff_rules_broken(page: Page) -> list[str]:
    return rules_broken(page, without=DRAWN_BY_DJANGO)


def test_no_screen_of_the_editors_breaks_a_rule(page: Page, site: Furnished) -> None:
    sign_in(page, site.reviewer)
    found = {}

    for name, address in site.staff_pages.items():
        answer = page.goto(address)
        found[name] = (answer.status, staff_rules_broken(page))

    assert found == dict.fromkeys(site.staff_pages, (200, []))


def test_no_page_about_ones_own_account_breaks_a_rule(page: Page, site: Furnished) -> None:
    sign_in(page, site.reviewer)
    found = {}

    for address in ACCOUNT_PAGES:
        answer = page.goto(address)
        found[address] = (answer.status, staff_rules_broken(page))

    assert found == dict.fromkeys(ACCOUNT_PAGES, (200, []))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signing_in_breaks_no_rule_at_either_step(page: Page, site: Furnished, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/beheer/inloggen/")
    first = staff_rules_broken(page)
    sign_in(page, site.with_second_factor)

    assert page.locator("input[name=code]").count() == 1
    assert (first, staff_rules_broken(page)) == ([], [])


def test_the_page_with_two_versions_of_a_text_breaks_no_rule(page: Page, site: Furnished) -> None:
    sign_in(page, site.reviewer)
    page.goto(site.staff_pages["update"])
    beside = page.context.new_page()
    beside.goto(site.staff_pages["update"])
    for tab, words in ((beside, " Dit schreef zij."), (page, " Dit schreef ik.")):
        text = tab.locator("textarea[name=text]")
        text.fill(text.input_value() + words)
        with tab.expect_navigation():
            tab.locator("input[name=_continue]").click()

    assert page.get_by_text("Dit schreef zij.").count() > 0
    assert staff_rules_broken(page) == []
