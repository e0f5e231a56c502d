"""The tags that print what a list page repeats: choices, chips, files, head cells.

Each is a small template, filled in (pok_tracker/lib/cut_templates.py): with a hundred of them on a
page, rendering them one by one took more time than finding the rows.
"""

from collections.abc import Container, Iterable, Sequence
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pok_tracker.lib.accessible_table import HeaderCell
from pok_tracker.lib.chosen import Chip
from pok_tracker.lib.cut_templates import fill, hole
from pok_tracker.lib.file_offers import Offer
from pok_tracker.lib.filtering import Choice, Facet, FieldError

register = template.Library()

# So many facets are open before anything is chosen.
OPEN_FACETS = 2


@register.simple_tag
def facets_of(facets: Iterable[Facet], errors: Sequence[FieldError]) -> SafeString:
    """Print the facets that have a choice.

    Open are the first, those in which a choice is made, and those in which one is refused.
    """
    refused = {error.parameter for error in errors or ()}
    return _joined(
        fill(
            "includes/facet.html",
            {
                "parameter": facet.parameter,
                "legend": facet.legend,
                "error": _errors_of(facet.parameter, errors),
                "points_to_error": _points_to_error(facet.parameter, refused, is_group=True),
                "choices": _joined(_choice(facet, choice) for choice in facet.choices),
            },
            is_open=place < OPEN_FACETS or facet.in_use or facet.parameter in refused,
        )
        for place, facet in enumerate(facets)
        if facet.choices
    )


@register.simple_tag
def chips_of(chips: Sequence[Chip], path: str) -> SafeString:
    """Print the choices of the reader under a heading, if there are any."""
    if not chips:
        return SafeString()
    return fill("includes/chips.html", {"chips": chip_items(chips, path)})


@register.simple_tag
def chip_items(chips: Iterable[Chip], path: str) -> SafeString:
    """Print each choice with the link that takes it away; `path` is the list without any."""
    items = _joined(
        fill("includes/chip.html", {"label": chip.label, "url": chip.remove_url}) for chip in chips
    )
    return fill("includes/chip_items.html", {"chips": items, "path": path})


@register.simple_tag
def files_of(offers: Iterable[Offer]) -> SafeString:
    """Print every form of a list as a link, with its size when that is known."""
    return _joined(
        fill(
            "includes/list_file.html",
            {
                "address": offer.address,
                "content_type": offer.content_type,
                "label": offer.label,
                "size": offer.size,
            },
            has_size=bool(offer.size),
        )
        for offer in offers
    )


@register.simple_tag
def head_of(cells: Iterable[HeaderCell]) -> SafeString:
    """Print the head cells of a table."""
    return _joined(
        fill(
            "includes/table_header.html",
            {
                "name": cell.name,
                "label": cell.label,
                "url": cell.sort.url if cell.sort else "",
                "aria": cell.sort.aria if cell.sort else "",
            },
            can_be_sorted=cell.sort is not None,
        )
        for cell in cells
    )


@register.simple_tag
def hidden_fields(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Print names with their values, for a form that hands them on."""
    return _joined(
        fill("includes/hidden_field.html", {"name": name, "value": value}) for name, value in pairs
    )


@register.simple_tag(takes_context=True)
def errors_of(context: Context, parameter: str) -> SafeString:
    """Print what is wrong with a field, if anything is."""
    return _errors_of(parameter, context.get("errors"))


@register.simple_tag(takes_context=True)
def points_to_error(context: Context, parameter: str) -> SafeString:
    """Print the attributes by which a control tells that its error belongs to it."""
    refused = {error.parameter for error in context.get("errors") or ()}
    return _points_to_error(parameter, refused)


def _errors_of(parameter: str, errors: Iterable[FieldError] | None) -> SafeString:
    messages = [error.message for error in errors or () if error.parameter == parameter]
    if not messages:
        return SafeString()
    values = {"parameter": parameter, "messages": messages}
    return render_to_string("includes/field_error.html", values)


def _points_to_error(
    parameter: str, refused: Container[str], *, is_group: bool = False
) -> SafeString:
    if parameter not in refused:
        return SafeString()
    # A group cannot be invalid, says ARIA; its controls are each by themselves.
    invalid = "" if is_group else SafeString(' aria-invalid="true"')
    return format_html('{} aria-describedby="fout-{}"', invalid, parameter)


def _choice(facet: Facet, choice: Choice) -> str:
    around = _around_count(
        facet.parameter, choice.value, choice.label, choice.selected, facet.counted
    )
    return str(choice.count).join(around)


@lru_cache(maxsize=2_000)
def _around_count(
    parameter: str, value: str, label: str, selected: bool, counted: bool
) -> list[str]:
    """The markup of a choice before and after its count; in one piece when it shows none."""
    values = {"parameter": parameter, "value": value, "label": label, "count": hole("count")}
    filled = fill("includes/choice.html", values, selected=selected, counted=counted)
    return filled.split(hole("count"))


def _joined(pieces: Iterable[str]) -> SafeString:
    """Pieces that were each escaped by themselves."""
    return SafeString("".join(pieces))
