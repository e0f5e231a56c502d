"""Pages that stay the same from day to day but for the day in them: rendered once, cut at that day.

Such a page is made with holes in the place of what it prints of the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Self

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from pok_tracker.lib.cut_templates import cut
from pok_tracker.lib.peildatum_links import keep_in_page


class PageOnDay(HttpResponse):
    """A page of which every link keeps the day already."""


@dataclass(frozen=True, slots=True)
class DayFrame:
    """A page cut at its holes: what stands between them, and what each is for."""

    between: tuple[bytes, ...]
    names: tuple[str, ...]

    @classmethod
    def of(
        cls, request: HttpRequest, template_name: str, values: Mapping[str, Any], *, day: str
    ) -> Self:
        """The frame of a page. `day` is what its links keep, or a hole for it; empty for none.

        The template only prints the values that are holes, and gives them to no filter that looks
        at them.
        """
        markup = render_to_string(template_name, values, request)
        if day:
            markup = keep_in_page(markup, day, host=request.get_host())
        pieces = cut(markup)
        return cls(tuple(piece.encode() for piece in pieces[::2]), tuple(pieces[1::2]))

    def __len__(self) -> int:
        return sum(map(len, self.between))

    def render(self, printed: Mapping[str, str]) -> HttpResponse:
        """The page with these words in its holes, escaped."""
        written = {name: escape(words).encode() for name, words in printed.items()}
        page = [b""] * (2 * len(self.names) + 1)
        page[::2] = self.between
        page[1::2] = [written[name] for name in self.names]
        return PageOnDay(b"".join(page))
