"""Whether what a request asks of the list can be answered from memory."""

from django.http import HttpRequest

from actions.selection.answer import Answer, answer
from actions.selection.memory import ListMemory, known_list
from actions.selection.question import KnownQuestion, recognise
from pok_tracker.lib.viewpoint import moment_of_filters

Answered = tuple[ListMemory, KnownQuestion, Answer]


def answered(request: HttpRequest) -> Answered | None:
    """The list, the question and its answer; None when the database has to be asked."""
    at = moment_of_filters(request)
    memory = known_list(at=at)
    question = memory and recognise(request.GET, memory.values, at=at)
    found = answer(question, memory.index) if memory and question else None
    return (memory, question, found) if memory and question and found is not None else None
