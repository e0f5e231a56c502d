"""Pages of which most is the same for every question: rendered once, but for their parts.

A template marks with `{% part "name" %}` what depends on the question. A frame is the page with
those parts left open; for each request only they are rendered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template import Context, NodeList, RequestContext, Template, loader
from django.template.base import Node

from pok_tracker.lib.cut_templates import cut, hole

LEFT_OPEN = "parts_left_open"


class PartNode(Node):
    """`{% part "name" %}...{% endpart %}`: prints what is in it, unless a frame leaves it open."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        """What is in the part; in a frame the hole for it."""
        left_open: dict[str, NodeList] | None = context.get(LEFT_OPEN)
        if left_open is None:
            return self.nodelist.render(context)
        left_open[self.name] = self.nodelist
        return hole(self.name)


@dataclass(frozen=True, slots=True)
class PageFrame:
    """A page without its parts. What a part prints stands in the context of the page itself: it
    does not see what a `with` or a loop around it adds.
    """

    template: Template
    pieces: list[str]
    parts: dict[str, NodeList]

    def render(self, request: HttpRequest, values: Mapping[str, Any]) -> str:
        """The page for these values; the same as rendering its template with them."""
        context = RequestContext(request, dict(values))
        page = list(self.pieces)
        with context.render_context.push_state(self.template), context.bind_template(self.template):
            for place in range(1, len(page), 2):
                page[place] = self.parts[page[place]].render(context)
        return "".join(page)


def cut_page(request: HttpRequest, template_name: str, values: Mapping[str, Any]) -> PageFrame:
    """The frame of a page: all that stands outside its parts as these values make it."""
    template: Template = loader.get_template(template_name).template
    parts: dict[str, NodeList] = {}
    markup = template.render(RequestContext(request, {**values, LEFT_OPEN: parts}))
    return PageFrame(template, cut(markup), parts)
