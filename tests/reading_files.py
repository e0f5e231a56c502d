"""Reads the forms of a list back with readers that are not ours, as a test asks about them."""

import csv
import io
import re
from xml.etree import ElementTree

import openpyxl
from django.http import HttpResponse
from icalendar import Calendar, Event
from odf import opendocument
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText
from odf.text import P

ATOM = "{http://www.w3.org/2005/Atom}"
ABOUT_LINES = 7
Rows = list[list[str]]


def csv_rows(response: HttpResponse, delimiter: str = ";") -> Rows:
    """Every line of a csv file, those that say what it is included."""
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def xlsx_rows(response: HttpResponse, sheet: str) -> Rows:
    """Every line of a sheet of an Excel file; no cell may hold a formula."""
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    cells = [cell for row in book[sheet].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in book[sheet]]


def ods_rows(response: HttpResponse, sheet: str) -> Rows:
    """Every line of a sheet of an OpenDocument file; no cell may hold a formula."""
    document = opendocument.load(io.BytesIO(response.content))
    tables = document.getElementsByType(Table)
    [found] = [table for table in tables if table.getAttribute("name") == sheet]
    cells = found.getElementsByType(TableCell)
    assert [cell for cell in cells if cell.getAttribute("formula")] == []
    return [
        [
            "\n".join(extractText(line) for line in cell.getElementsByType(P))
            for cell in row.childNodes
        ]
        for row in found.getElementsByType(TableRow)
    ]


def column(rows: Rows, head: str) -> list[str]:
    """The cells under a head."""
    [above] = [place for place, row in enumerate(rows) if head in row]
    place = rows[above].index(head)
    return [row[place] for row in rows[above + 1 :]]


def feed_entries(response: HttpResponse) -> list[ElementTree.Element]:
    """The entries of an Atom feed."""
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def told(element: ElementTree.Element, name: str) -> str:
    """The text of a part of a feed or entry."""
    return element.findtext(f"{ATOM}{name}", default="")


def actions_of_feed(response: HttpResponse) -> list[int]:
    """The numbers of the actions in a feed, in its order."""
    return [int(re.search(r"acties/(\d+)/", told(e, "id"))[1]) for e in feed_entries(response)]


def events(response: HttpResponse) -> list[Event]:
    """The events of a calendar."""
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def actions_of_calendar(response: HttpResponse) -> list[int]:
    """The numbers of the actions in a calendar, in its order."""
    return [int(re.match(r"actie-(\d+)-", event["UID"])[1]) for event in events(response)]
