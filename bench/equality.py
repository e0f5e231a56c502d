"""Before anything is timed: both sides select the same rows and count the same."""

import csv
import html
import io
import re
from collections.abc import Sequence

from bench.answers import get_json, get_ok
from bench.load.slice import WrongAnswer
from bench.questions import Filtered
from bench.servers.process import Server

SAMPLE = 8
ROW = re.compile(r'data-label="Nr\."[^>]*><a href="/acties/([0-9]+)/')
FOUND = re.compile(r'role="status">\s*<strong>([0-9.]+)</strong>')
# The one facet that the questions never filter by: both sides count it over the same rows.
ORIGIN = re.compile(
    r'name="herkomst"\s+value="([a-z]+)".*?aantal: </span>([0-9.]+)</span>', re.DOTALL
)
TEXTBOOK_ROW = re.compile(r"<tr[^>]*>\s*<td[^>]*>([0-9]+)</td>")
ALL = "_shape=array&_size=max&_col=number"


def same_as_datasette(here: Server, peer: Server, questions: Sequence[Filtered]) -> None:
    """Rows and the counts of a facet, for some questions. Raises WrongAnswer."""
    for question in questions[-SAMPLE:]:
        page = get_ok(here, question.here()).text
        theirs = {row["number"] for row in get_json(peer, question.datasette(".json", ALL))}
        _refuse_other(question, _rows(page), theirs)
        told = get_json(peer, question.datasette(".json", "_facet=origin&_size=0"))
        counted = told["facet_results"]["origin"]["results"]
        _refuse_other(
            question,
            {(name, int(count.replace(".", ""))) for name, count in ORIGIN.findall(page)}
            - {("motie", 0), ("kabinetsreactie", 0)},
            {(one["value"], one["count"]) for one in counted},
        )


def same_as_textbook(here: Server, peer: Server, questions: Sequence[Filtered]) -> None:
    """Rows, for some questions; the textbook counts nothing. Raises WrongAnswer."""
    for question in questions[-SAMPLE:]:
        ours = _rows(get_ok(here, question.here()).text)
        theirs: set[int] = set()
        for page in range(1, (len(ours) - 1) // 25 + 2):
            text = get_ok(peer, f"{question.textbook()}&page={page}").text
            theirs |= {int(number) for number in TEXTBOOK_ROW.findall(text)}
        _refuse_other(question, ours, theirs)


def _rows(page: str) -> set[int]:
    """The rows on a page of the list; all of what was found, or the page is not what is asked."""
    rows = {int(number) for number in ROW.findall(page)}
    found = FOUND.search(page)
    if found is None or int(found[1].replace(".", "")) != len(rows):
        raise WrongAnswer("niet alle gevonden acties staan op de bladzijde")
    return rows


def _refuse_other(question: Filtered, ours: object, theirs: object) -> None:
    if ours != theirs:
        raise WrongAnswer(f"{question.here()} geeft hier iets anders dan bij de ander")


def finds_all_of_datasette(here: Server, peer: Server, questions: Sequence[Filtered]) -> None:
    """Every row that Datasette finds by its words is found here, and the hits are marked.

    Search here knows more: forms of a word, parts of it, misspellings. Raises WrongAnswer.
    """
    for question in questions[-SAMPLE:]:
        page = get_ok(here, question.here()).text
        if "<mark" not in page:
            raise WrongAnswer(f"{question.here()} merkt geen treffer")
        found = FOUND.search(page)
        total = int(found[1].replace(".", "")) if found else 0
        theirs = {row["number"] for row in get_json(peer, question.datasette(".json", ALL))}
        rows = {int(number) for number in ROW.findall(page)}
        missed = theirs - rows if total == len(rows) else set()
        if missed or total < len(theirs):
            raise WrongAnswer(f"{question.here()} mist {sorted(missed)[:5]}")


def same_json(here: Server, peer: Server, address: str, questions: Sequence[Filtered]) -> None:
    """The first hundred in order of number, for some questions. Raises WrongAnswer."""
    for question in [one for one in questions if one.sort == "nummer"][-SAMPLE:]:
        ours = [one["nummer"] for one in get_json(here, question.here(address))["resultaten"]]
        told = get_json(peer, question.datasette(".json", "_shape=array&_size=100"))
        _refuse_other(question, ours, [one["number"] for one in told])


def same_csv(here: Server, peer: Server, questions: Sequence[Filtered]) -> None:
    """As many rows, with the same numbers. Raises WrongAnswer."""
    for question in questions[-SAMPLE:]:
        ours = _first_cells(get_ok(here, question.here("/acties.csv")).text, ";")
        theirs = _first_cells(get_ok(peer, question.datasette(".csv", "_stream=on")).text, ",")
        _refuse_other(question, ours, theirs)


def _first_cells(text: str, delimiter: str) -> set[int]:
    """The numbers that begin the rows of a CSV; its notes and headings begin with words."""
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    return {int(row[0]) for row in rows if row and row[0].isdecimal()}


def same_texts(here: Server, peer: Server, pairs: Sequence[tuple[str, str]]) -> None:
    """Both pages of an action say its description. Raises WrongAnswer."""
    for ours, theirs in pairs[-SAMPLE:]:
        told = get_json(peer, f"{theirs}.json?_shape=array")[0]["description"]
        for server, path in ((here, ours), (peer, theirs)):
            shown = html.unescape(re.sub(r"<[^>]+>", " ", get_ok(server, path).text))
            if _words(told)[:5] != [word for word in _words(told)[:5] if word in shown]:
                raise WrongAnswer(f"{path} toont de omschrijving niet")


def _words(text: str) -> list[str]:
    return text.split()
