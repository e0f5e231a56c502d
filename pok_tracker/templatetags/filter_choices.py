"""The tag that prints the choices of a filter."""

from django import template
from django.utils.safestring import SafeString

from pok_tracker.lib.cut_templates import fill
from pok_tracker.lib.filtering import Facet

register = template.Library()


@register.simple_tag
def choices_of(facet: Facet) -> SafeString:
    """Print every choice of a facet; there may be more than a hundred on a page."""
    # Each is escaped by itself.
    return SafeString(
        "".join(
            fill(
                "includes/choice.html",
                {
                    "parameter": facet.parameter,
                    "value": choice.value,
                    "label": choice.label,
                    "count": choice.count,
                },
                selected=choice.selected,
                counted=facet.counted,
            )
            for choice in facet.choices
        )
    )
