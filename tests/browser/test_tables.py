"""A table is told as a table on every page, also where a phone shows its rows as cards."""

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility_tree import Told, told_about
from tests.browser.page_types import EVERY_PAGE

HEADS = ("columnheader", "rowheader")


def faults(table: Told) -> list[str]:
    """What a screen reader would miss in a table."""
    found = []
    if not table.name:
        found.append("a table without a name")
    rows = list(table.all("row"))
    columns = len(list(rows[0].all("columnheader"))) if rows else 0
    if not columns:
        found.append(f"no columns in {table.name!r}")
    for row in rows[1:]:
        heads, cells = list(row.all(*HEADS)), list(row.all("cell", "gridcell"))
        # A row that heads those below it has one cell; a cell may stand beside several rows.
        if not heads or len(heads) + len(cells) > columns:
            found.append(f"{len(heads)} heads and {len(cells)} cells in a row of {table.name!r}")
    return found


@pytest.mark.parametrize("width", [360, 1440])
def test_every_table_has_a_name_columns_and_rows_with_a_head(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    tables, wrong = 0, {}

    for address in EVERY_PAGE:
        page.goto(address)
        marked_up = page.locator("table").count()
        told = list(told_about(page).all("table"))
        tables += len(told)
        broken = [fault for table in told for fault in faults(table)]
        if broken or len(told) != marked_up:
            wrong[address] = (len(told), marked_up, broken)

    assert wrong == {}
    assert tables > len(EVERY_PAGE) / 2


def test_a_table_that_is_no_table_to_a_screen_reader_is_noticed(page: Page) -> None:
    page.set_content("<table><tr><td>Nr.</td><td>Status</td></tr></table>")
    without_heads = list(told_about(page).all("table"))
    page.set_content(
        "<table><tbody><tr><th>Nr.</th><th>Status</th></tr><tr><td>1</td><td>open</td></tr></table>"
    )
    (table,) = told_about(page).all("table")

    assert without_heads == []
    assert faults(table) == ["a table without a name", "0 heads and 2 cells in a row of ''"]
