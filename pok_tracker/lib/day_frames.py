"""Pages that stay the same from day to day but for the day in them: rendered once, cut at that day.

What depends on the day stands in a `{% part %}` of the template, or is the day that links keep.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.http import HttpRequest, HttpResponse
from django.template import NodeList, RequestContext, Template

from pok_tracker.lib.cut_templates import EDGE, hole
from pok_tracker.lib.page_parts import cut_page
from pok_tracker.lib.peildatum_links import keep_in_page

# No part is called so.
DAY = "peildatum in a link"
_EDGE = EDGE.encode()
_DAY_HOLE = hole(DAY).encode()


class PageOnDay(HttpResponse):
    """A page of which every link keeps the day already."""


@dataclass(frozen=True, slots=True)
class DayFrame:
    """A page without its parts, and for a reader who chose a day with holes for it in its links.

    `host` is the one it was asked of: a link to another one does not keep the day.
    """

    template: Template
    parts: Mapping[str, NodeList]
    markup: bytes
    host: str

    @classmethod
    def of(
        cls,
        request: HttpRequest,
        template_name: str,
        values: Mapping[str, Any],
        *,
        keeps_day: bool,
    ) -> Self:
        """The frame of a page, made for one day and good for all that show the same."""
        page = cut_page(request, template_name, values)
        markup, host = EDGE.join(page.pieces), request.get_host()
        if keeps_day:
            markup = keep_in_page(markup, hole(DAY), host=host)
        return cls(page.template, page.parts, markup.encode(), host)

    def __len__(self) -> int:
        return len(self.markup)

    def render(
        self, request: HttpRequest, values: Mapping[str, Any], *, day: datetime.date | None
    ) -> HttpResponse:
        """The page for these values, equal to its template with them; `day` is what links keep."""
        written = day.isoformat() if day else ""
        pieces = self.markup.replace(_DAY_HOLE, written.encode()).split(_EDGE)
        context = RequestContext(request, dict(values))
        with context.render_context.push_state(self.template), context.bind_template(self.template):
            for place in range(1, len(pieces), 2):
                part = self.parts[pieces[place].decode()].render(context)
                kept = keep_in_page(part, written, host=self.host) if day else part
                pieces[place] = kept.encode()
        return PageOnDay(b"".join(pieces))
