"""The screens of the staff break no rule of axe; what Django itself draws is named here."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import rules_broken
from tests.browser.furnished_site import PASSWORD, Furnished
from tests.browser.signing_in import ACCOUNT_PAGES, sign_in, sign_in_with_code
from tests.test_permission_matrix import TABLE, read_table

# The search of a list and the heads of rows in a form have words in them, drawn as a picture or
# left empty: the markup is Django's, and its next versions mend it.
DRAWN_BY_DJANGO = ["#searchbar", ".tabular th"]

# What a superuser may open that is no page: it leads on, or answers a script or a file.
NO_PAGE = {
    "account_logout",
    "admin:autocomplete",
    "admin:index",
    "admin:jsi18n",
    "admin:logout",
    "admin:password_change",
    "admin:password_change_done",
    "admin:view_on_site",
    "staff:days_of_words",
    "staff:history_csv",
}
# Visited by tests of their own below.
VISITED_ELSEWHERE = {
    "account_change_password",
    "account_login",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "socialaccount_login_cancelled",
}


def staff_rules_broken(page: Page) -> list[str]:
    return rules_broken(page, without=DRAWN_BY_DJANGO)


def test_every_page_that_a_superuser_may_open_is_visited(site: Furnished) -> None:
    table = read_table(TABLE.read_text(encoding="utf-8"))
    opened = {
        name
        for name, cells in table.items()
        # An action of a list has no address; the history of a row is `staff:row_history`.
        if cells["superuser"].startswith("z")
        and ": " not in name
        and not (name.startswith("admin:") and name.endswith("_history"))
    }
    visited = {name.partition(",")[0] for name in site.staff_pages}

    assert opened - visited == NO_PAGE | VISITED_ELSEWHERE


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
    page.goto(site.staff_pages["admin:actions_statusupdate_change"])
    beside = page.context.new_page()
    beside.goto(site.staff_pages["admin:actions_statusupdate_change"])
    for tab, words in ((beside, " Dit schreef zij."), (page, " Dit schreef ik.")):
        text = tab.locator("textarea[name=text]")
        text.fill(text.input_value() + words)
        with tab.expect_navigation():
            tab.locator("input[name=_continue]").click()

    assert page.get_by_text("Dit schreef zij.").count() > 0
    assert staff_rules_broken(page) == []


def test_the_page_of_who_has_to_wait_breaks_no_rule(page: Page, site: Furnished) -> None:
    page.goto("/beheer/inloggen/")
    for _ in range(6):
        page.locator("input[name=login]").fill("iemand")
        page.locator("input[name=password]").fill("een verkeerd wachtwoord")
        with page.expect_navigation():
            page.locator("input[name=password]").press("Enter")

    assert page.get_by_text("Er is te vaak geprobeerd in te loggen.").count() == 1
    assert staff_rules_broken(page) == []


def test_the_pages_of_who_has_a_second_factor_break_no_rule(page: Page, site: Furnished) -> None:
    sign_in_with_code(page, site)
    page.goto("/beheer/inloggen/opnieuw/code/")
    expect(page.locator("input[name=code]")).to_have_count(1)
    code_again = staff_rules_broken(page)
    page.goto("/beheer/tweede-factor/weghalen/")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Ga verder").click()
    page.wait_for_url("**/beheer/tweede-factor/weghalen/")
    taking_away = staff_rules_broken(page)
    page.goto("/beheer/herstelcodes/nieuw/")
    page.get_by_role("button", name="Maak nieuwe codes").click()
    page.wait_for_url("**/beheer/herstelcodes/")

    expect(page.locator(".panel li code")).to_have_count(10)
    assert (code_again, taking_away, staff_rules_broken(page)) == ([], [], [])
