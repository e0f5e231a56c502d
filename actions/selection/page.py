"""The page of the list from memory, equal to the one that the database gives."""

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse

from actions.files import ACTIONS, LIST_TEMPLATE
from actions.list_page import list_context, search_notes
from actions.selection.ahead import begin_ahead
from actions.selection.answer import Answer
from actions.selection.asked import answered
from actions.selection.memory import ListMemory
from actions.selection.question import KnownQuestion
from actions.selection.rows import row_sizes, rows_in_markup, rows_with_hits
from actions.tables import ActionTable
from pok_tracker.lib.accessible_table import ReadyTable
from pok_tracker.lib.file_offers import sizes_of_files
from pok_tracker.lib.list_page import all_rows, read_page
from pok_tracker.lib.page_parts import PageFrame, cut_page
from pok_tracker.lib.row_sizes import Sizes


def page_from_memory(request: HttpRequest) -> HttpResponse | None:
    """The list that a request asks for; None when the database has to answer it."""
    known = answered(request)
    if known is None:
        return None
    memory, question, found = known
    begin_ahead(memory, request, at=question.at)
    page = read_page(request, found, found=found.counts.found, best_first=not question.sort)
    values = _values(request, memory, question, found, page)
    return HttpResponse(_frame(request, memory, values).render(request, values))


def _values(
    request: HttpRequest,
    memory: ListMemory,
    question: KnownQuestion,
    found: Answer,
    page: Page,
) -> dict[str, object]:
    """What the template of the list prints."""
    places, search = page.object_list, found.search
    rows = (
        rows_with_hits(memory, places, search.question.marks, at=question.at)
        if search
        else rows_in_markup(memory, places, at=question.at)
    )
    context = list_context(
        request,
        question,
        found.counts,
        page=page,
        table=ReadyTable(ActionTable, rows, query=request.GET, sort=question.data.get("sort", "")),
        sizes=_sizes(request, memory, question, all_rows(page, places)),
    )
    if search is None:
        return context
    misses_words = bool(places) and not search.found.says_all
    return {**context, **search_notes(question, search.question, misses_words=misses_words)}


def _sizes(
    request: HttpRequest,
    memory: ListMemory,
    question: KnownQuestion,
    places: list[int] | None,
) -> Sizes:
    if places is None:
        return {}
    versions, sizes = row_sizes(memory, request, places, at=question.at)
    return sizes_of_files(request, ACTIONS, question, versions, sizes)


def _frame(request: HttpRequest, memory: ListMemory, values: dict[str, object]) -> PageFrame:
    """The page without what depends on the question; without rows it is another page."""
    name = "rows" if values["found"] else "empty"
    if name not in memory.frames:
        memory.frames[name] = cut_page(request, LIST_TEMPLATE, values)
    return memory.frames[name]
