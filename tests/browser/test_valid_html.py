"""The HTML of every page is what the standard says, so that each browser reads the same in it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.html_rules import PROGRAM, html_rules_broken
from tests.browser.page_types import EVERY_PAGE

INSTALL = (
    "Geen html-validate gevonden. Installeer het met: apt install npm; "
    "cd tests/browser; npm ci --ignore-scripts"
)


@pytest.fixture
def html_folder(tmp_path: Path) -> Path:
    """An empty folder for pages; without html-validate the test is skipped, which CI refuses."""
    if not PROGRAM.exists():
        pytest.skip(INSTALL)
    return tmp_path


def test_no_public_page_breaks_a_rule_of_html(page: Page, html_folder: Path) -> None:
    pages = {address: page.request.get(address).text() for address in EVERY_PAGE}

    assert html_rules_broken(pages, html_folder) == {address: [] for address in EVERY_PAGE}


def test_a_page_with_a_fault_is_seen(html_folder: Path) -> None:
    faulty = (
        '<!DOCTYPE html>\n<html lang="nl"><head><title>Acties</title></head>\n'
        '<body><p id="a"></p><p id="a"></p></body></html>'
    )

    assert html_rules_broken({"/": faulty}, html_folder) == {
        "/": ['no-dup-id, line 3: Duplicate ID "a"']
    }
