"""The debatmap among the forms of the list of actions: as a Word document and as odt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from actions.brief.content import BriefAction
from actions.brief.docxwriter import write_docx
from actions.brief.odtwriter import write_odt
from actions.brief.reading import read_brief
from pok_tracker.lib.about_file import AboutFile
from pok_tracker.lib.exports import Asked, Form
from pok_tracker.lib.viewpoint import PARAMETER

Writer = Callable[[AboutFile, Sequence[BriefAction]], bytes]


def describe_brief(about: AboutFile, request: HttpRequest, query: QueryDict) -> AboutFile:
    """What a debatmap says about itself; the address of its list always names the day.

    `about` is what the list says of itself, `query` the choices of a valid filter set.
    """
    dated = query.copy()
    dated[PARAMETER] = about.as_of.isoformat()
    noun = "actie" if about.count == 1 else "acties"
    return replace(
        about,
        title=f"Debatmap: {about.count} {noun}",
        address=request.build_absolute_uri(f"{reverse('actions:list')}?{dated.urlencode()}"),
    )


def _read(asked: Asked) -> Sequence[BriefAction]:
    absolute = asked.request.build_absolute_uri
    return read_brief(asked.rows, at=asked.chosen.at, absolute=absolute)


def _document(label: str, content_type: str, write: Writer) -> Form:
    def written(asked: Asked, actions: Sequence[BriefAction]) -> bytes:
        about = describe_brief(asked.about, asked.request, asked.chosen.data)
        return write(about, actions)

    return Form(label, content_type, True, _read, written)


BRIEF_DOCUMENTS: Mapping[str, Form] = {
    "docx": _document(
        "Debatmap in Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        write_docx,
    ),
    "odt": _document("Debatmap in odt", "application/vnd.oasis.opendocument.text", write_odt),
}
