"""The debatmap of a selection of actions: a page to print, and the same as a document."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from actions.brief.content import BriefAction
from actions.brief.docxwriter import write_docx
from actions.brief.lines import LINES_FOR_NOTES
from actions.brief.odtwriter import write_odt
from actions.brief.reading import read_brief
from actions.filters import ActionFilter
from pok_tracker.lib.about_file import AboutFile, in_printable_letters
from pok_tracker.lib.clock import now
from pok_tracker.lib.list_page import refuse_filters
from pok_tracker.lib.viewpoint import PARAMETER, moment_of_filters

LIST_TEMPLATE = "actions/action_list.html"
# Anybody may keep a document, and asks each time whether it still holds.
HEADERS = {"Cache-Control": "public, no-cache", "Access-Control-Allow-Origin": "*"}


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of document."""

    content_type: str
    write: Callable[[AboutFile, Sequence[BriefAction]], bytes]


FORMS: Mapping[str, Form] = {
    "docx": Form(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_docx
    ),
    "odt": Form("application/vnd.oasis.opendocument.text", write_odt),
}


@require_safe
def brief_page(request: HttpRequest) -> HttpResponse:
    """The selection of the query string as one page to print; an invalid filter gets status 400."""
    chosen = ActionFilter(request.GET, at=moment_of_filters(request))
    if not chosen.is_valid():
        return refuse_filters(request, LIST_TEMPLATE, chosen)
    about, actions = _read(request, chosen)
    return render(
        request,
        "actions/brief.html",
        {
            "about": about,
            "actions": actions,
            "filters": about.filters_in_words,
            "brief_query": f"?{chosen.data.urlencode()}" if chosen.data else "",
            "lines_for_notes": range(LINES_FOR_NOTES),
        },
    )


@require_safe
def brief_document(request: HttpRequest, form: str) -> HttpResponse:
    """The same selection as a document; 304 when the reader has it already."""
    chosen = ActionFilter(request.GET, at=moment_of_filters(request))
    if not chosen.is_valid():
        return refuse_filters(request, LIST_TEMPLATE, chosen)
    about, actions = _read(request, chosen)
    response = HttpResponse(
        content_type=FORMS[form].content_type,
        headers={
            **HEADERS,
            "ETag": _fingerprint(form, about, actions),
            "Content-Disposition": f'attachment; filename="{about.file_name}.{form}"',
        },
    )
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    if answer is response:
        response.content = FORMS[form].write(about, actions)
    return answer


def _read(request: HttpRequest, chosen: ActionFilter) -> tuple[AboutFile, tuple[BriefAction, ...]]:
    actions = read_brief(list(chosen.qs), at=chosen.at, absolute=request.build_absolute_uri)
    return _about(request, chosen, len(actions)), actions


def _about(request: HttpRequest, chosen: ActionFilter, count: int) -> AboutFile:
    query = chosen.data.copy()
    query[PARAMETER] = chosen.on.isoformat()
    address = f"{reverse('actions:list')}?{query.urlencode()}"
    return AboutFile(
        name="debatmap",
        title=f"Debatmap: {count} {'actie' if count == 1 else 'acties'}",
        filters=tuple(in_printable_letters(words) for words in chosen.in_words),
        as_of=chosen.on,
        made_at=now(),
        count=count,
        address=request.build_absolute_uri(address),
    )


def _fingerprint(form: str, about: AboutFile, actions: Sequence[BriefAction]) -> str:
    """The tag of all that is in a document but the moment at which it was made; so it is weak."""
    told = repr((form, replace(about, made_at=None), actions))
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'
