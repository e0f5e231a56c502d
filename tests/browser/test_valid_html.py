"""The HTML of every page is what the standard says, so that each browser reads the same in it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.furnished_site import Furnished
from tests.browser.html_rules import PROGRAM, html_rules_broken
from tests.browser.page_types import EVERY_PAGE
from tests.browser.signing_in import ACCOUNT_PAGES, sign_in

INSTALL = (
    "Geen html-validate gevonden. Installeer het met: apt install npm; "
    "cd tests/browser; npm ci --ignore-scripts"
)

# What the templates of Django's admin and its form rows write; we have no say in that. Each rule
# holds for every other element, so also for the same kind of element in a template of ours.
DRAWN_BY_DJANGO = {
    # The hidden key of a row in a form has a label that nobody reads.
    "aria-label-misuse": r"#id_[a-z_]+-(\d+|__prefix__)-[a-z]+",
    # Two buttons outside any form.
    "no-implicit-button-type": r"#toggle-nav-sidebar|#user-tools > button",
    # The tick that removes a row says so twice.
    "no-redundant-aria-label": r"#id_[a-z_]+-\d+-DELETE",
    # A radio button stands within its label, which names it as well.
    "no-redundant-for": r"#id_usable_password > div > label",
    # The style sheet of the admin draws its buttons on this element; ours stand among them.
    "prefer-button": r".* > input",
    # The list of models.
    "prefer-tbody": r"#(nav-sidebar|content-main) > div > table > tr",
    # The days above a list are a landmark without a name.
    "unique-landmark": r"#changelist > div > nav",
    # Signs drawn by a style sheet, or a picture without words: the title says what they do.
    "wcag/h30": r"#add_id_\w+(-\w+)*|#result_list > thead > tr > th > div > a",
    # What one may only look at is a form without a button.
    "wcag/h32": r"#changelist-form|#[a-z]+_form",
    # The head of a row in a list.
    "wcag/h63": r"#result_list > tbody > tr > th",
    # A group of fields without a name of its own, or with a heading as its name.
    "wcag/h71": r"#[\w-]+( > div)? > fieldset",
}


@pytest.fixture
def html_folder(tmp_path: Path) -> Path:
    """An empty folder for pages; without html-validate the test is skipped, which CI refuses."""
    if not PROGRAM.exists():
        pytest.skip(INSTALL)
    return tmp_path


def test_no_public_page_breaks_a_rule_of_html(page: Page, html_folder: Path) -> None:
    pages = {address: page.request.get(address).text() for address in EVERY_PAGE}

    assert html_rules_broken(pages, html_folder) == {address: [] for address in EVERY_PAGE}


def test_no_page_of_the_staff_breaks_a_rule_of_html(
    page: Page, site: Furnished, html_folder: Path
) -> None:
    pages = {"/beheer/inloggen/": page.request.get("/beheer/inloggen/").text()}
    sign_in(page, site.reviewer)
    addresses = [*site.staff_pages.values(), *ACCOUNT_PAGES]
    pages |= {address: page.request.get(address).text() for address in addresses}

    assert html_rules_broken(pages, html_folder, without=DRAWN_BY_DJANGO) == {
        address: [] for address in pages
    }


def test_a_page_with_a_fault_is_seen(html_folder: Path) -> None:
    faulty = (
        '<!DOCTYPE html>\n<html lang="nl"><head><title>Acties</title></head>\n'
        '<body><p id="a"></p><p id="a"></p></body></html>'
    )

    assert html_rules_broken({"/": faulty}, html_folder) == {
        "/": ['no-dup-id, line 3: Duplicate ID "a"']
    }


def test_what_django_draws_is_looked_past_there_and_nowhere_else(html_folder: Path) -> None:
    page = (
        '<!DOCTYPE html>\n<html lang="nl"><head><title>Acties</title></head>\n'
        '<body><div id="user-tools"><button>Thema</button></div>\n'
        '<div id="ours"><button>Toon</button></div></body></html>'
    )

    broken = html_rules_broken({"/": page}, html_folder, without=DRAWN_BY_DJANGO)

    assert [text.partition(":")[0] for text in broken["/"]] == ["no-implicit-button-type, line 4"]
