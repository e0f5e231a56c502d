"""Whether what a request asks of the list can be answered from memory."""

from django.http import HttpRequest

from actions.selection.memory import ListMemory, known_list
from actions.selection.question import KnownQuestion, recognise
from pok_tracker.lib.viewpoint import moment_of_filters


def known_question(request: HttpRequest) -> tuple[ListMemory, KnownQuestion] | None:
    """The question and the list that answers it; None when the database has to be asked."""
    at = moment_of_filters(request)
    memory = known_list(at=at)
    if memory is None:
        return None
    question = recognise(request.GET, memory.values, at=at)
    return (memory, question) if question else None
