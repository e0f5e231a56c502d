"""How a reader cites a page: the words, and the address at which it stays what it was."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from pok_tracker.lib.clock import day_of, now
from pok_tracker.lib.dutch_dates import day_in_words
from pok_tracker.lib.query_string import query_string
from pok_tracker.lib.viewpoint import PARAMETER, Viewpoint

SITE = "POK-tracker"


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reader can copy. `paper` is how parliament cites it, empty where it has no form."""

    sentence: str
    address: str
    paper: str = ""
    fingerprint: str = ""


def cite(
    request: HttpRequest,
    subject: str,
    *,
    viewpoint: Viewpoint,
    query: QueryDict | None = None,
    paper: str = "",
    fingerprint: str = "",
) -> Citation:
    """Cite the page of a request as it is from that viewpoint.

    `subject` says what the page is about, without the name of the site. `query` are the choices
    that belong to it. This asks the clock for the day of reading, so it belongs at the edge.
    """
    address = _address_on_day(request, viewpoint, query)
    day = day_in_words(viewpoint.peildatum) if viewpoint.peildatum else ""
    sentence = cited_sentence(subject, address, day=day)
    return Citation(sentence, address, paper, fingerprint)


def cited_sentence(subject: str, address: str, *, day: str) -> str:
    """The words of a citation; `day` is the one that the reader chose in words, empty for none."""
    parts = [SITE, subject]
    if day:
        parts.append(f"zoals de site was op {day}")
    parts.append(f"geraadpleegd op {day_in_words(day_of(now()))}")
    return f"{', '.join(parts)}, {address}"


def _address_on_day(request: HttpRequest, viewpoint: Viewpoint, query: QueryDict | None) -> str:
    on_day = {PARAMETER: [viewpoint.on.isoformat()]}
    kept = query_string(query if query is not None else QueryDict(), on_day)
    return request.build_absolute_uri(f"{request.path}?{kept}")
