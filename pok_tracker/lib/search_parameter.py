"""The parameter `q` as the OpenAPI document tells of it."""

from drf_spectacular.utils import OpenApiParameter

from pok_tracker.lib.filtering import LONGEST_SEARCH

SEARCH_PARAMETER = OpenApiParameter(
    "q",
    {"type": "string", "maxLength": LONGEST_SEARCH},
    description=(
        "Zoekwoorden, of een vindplaats zoals '35 510, nr. 13'. Minstens één woord of getal, "
        f"hoogstens {LONGEST_SEARCH} tekens."
    ),
)
