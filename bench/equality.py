"""Before anything is timed: both sides select the same rows and count the same."""

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
