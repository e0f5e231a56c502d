"""The numbers of the overview as a file: a line a number, each with the list that proves it."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.cache import get_conditional_response

from actions.overview import Overview, ThemeCount, read_overview
from actions.promise_overview import read_promises
from motions.overview import read_motions
from pok_tracker.lib.about_file import AboutFile
from pok_tracker.lib.exports import FORMS, HEADERS
from pok_tracker.lib.peildatum_links import keep_in_address
from pok_tracker.lib.query_string import with_query
from pok_tracker.lib.sheets import Cell, Sheet, write_csv
from pok_tracker.lib.stacked_bars import Part
from pok_tracker.lib.viewpoint import PARAMETER, Viewpoint

HEADS = ("onderwerp", "thema", "subthema", "code", "naam", "aantal", "url")
WIDTHS = (12, 40, 40, 20, 30, 8, 60)
Row = tuple[Cell, ...]


def answer_overview(
    request: HttpRequest, *, viewpoint: Viewpoint, made_at: datetime
) -> HttpResponse:
    """The csv of the overview from that viewpoint; 304 when the reader has it already."""
    rows = list(_rows(request, viewpoint))
    about = _about(request, viewpoint, made_at, len(rows))
    sheet = Sheet(about.title, HEADS, WIDTHS, rows)
    response = HttpResponse(
        content_type=FORMS["csv"].content_type,
        headers={
            **HEADERS,
            "ETag": _tag(about, rows),
            "Content-Disposition": f'attachment; filename="{about.file_name}.csv"',
        },
    )
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    if answer is response:
        response.content = write_csv(about, sheet)
    return answer


def _rows(request: HttpRequest, viewpoint: Viewpoint) -> Iterator[Row]:
    for subject, theme, subtheme, part in _numbers(viewpoint):
        url = request.build_absolute_uri(_on_day(part.url, viewpoint, request.get_host()))
        yield subject, theme, subtheme, part.code, part.label, part.count, url


def _numbers(viewpoint: Viewpoint) -> Iterator[tuple[str, str, str, Part]]:
    at = viewpoint.at
    overview = read_overview(at=at)
    yield from (("acties", "", "", part) for part in overview.statuses)
    yield from _of_themes(overview)
    yield from (("termijnen", "", "", part) for part in read_promises(at=at).parts)
    yield from (("moties", "", "", part) for part in read_motions(at=at).parts)


def _of_themes(overview: Overview) -> Iterator[tuple[str, str, str, Part]]:
    """The numbers of a theme hold those of its sub-themes."""
    for theme in overview.themes:
        yield from _of_theme(theme, theme.theme.name, "")
        for below in theme.subthemes:
            yield from _of_theme(below, theme.theme.name, below.theme.name)


def _of_theme(
    counted: ThemeCount, theme: str, subtheme: str
) -> Iterator[tuple[str, str, str, Part]]:
    yield from (("acties", theme, subtheme, part) for part in counted.statuses)


def _on_day(url: str, viewpoint: Viewpoint, host: str) -> str:
    day = viewpoint.peildatum
    return keep_in_address(url, day, host=host) if day else url


def _about(request: HttpRequest, viewpoint: Viewpoint, made_at: datetime, count: int) -> AboutFile:
    kept = QueryDict(mutable=True)
    if viewpoint.peildatum:
        kept[PARAMETER] = viewpoint.peildatum.isoformat()
    return AboutFile(
        name="overzicht",
        title="Overzicht in de POK-tracker",
        filters=(),
        as_of=viewpoint.on,
        made_at=made_at,
        count=count,
        address=request.build_absolute_uri(with_query(reverse("home"), kept)),
    )


def _tag(about: AboutFile, rows: Iterable[Row]) -> str:
    """Of all that is in the file but the moment at which it was made, as with the lists."""
    told = [line for line in about.lines() if line[0] != "Gemaakt op"]
    digest = hashlib.sha256(repr((told, list(rows))).encode())
    return f'W/"{digest.hexdigest()[:32]}"'
