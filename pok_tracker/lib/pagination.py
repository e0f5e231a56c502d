"""Pages of an API collection, with the names that the contract gives them."""

from collections.abc import Sequence

from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response


class NumberedPages(PageNumberPagination):
    """100 results a page, addressed by `?pagina=2`; a page that is not there raises NotFound."""

    page_query_param = "pagina"
    page_query_description = "Het nummer van de bladzijde. De eerste is 1."
    invalid_page_message = "Deze bladzijde bestaat niet. De eerste is 1."
    # Otherwise the English word "last" would be a page.
    last_page_strings = ()

    def get_paginated_response(self, data: Sequence[object]) -> Response:
        """The page itself, how many results there are in all, and the pages beside it."""
        return Response(
            {
                "aantal": self.page.paginator.count,
                "volgende": self.get_next_link(),
                "vorige": self.get_previous_link(),
                "resultaten": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, object]) -> dict[str, object]:
        """The same, for the OpenAPI document."""
        return {
            "type": "object",
            "required": ["aantal", "volgende", "vorige", "resultaten"],
            "properties": {
                "aantal": {
                    "type": "integer",
                    "description": "Het aantal resultaten op alle bladzijden samen.",
                },
                "volgende": _link("Het adres van de volgende bladzijde. Leeg op de laatste."),
                "vorige": _link("Het adres van de vorige bladzijde. Leeg op de eerste."),
                "resultaten": {
                    **schema,
                    "description": "De resultaten op deze bladzijde, hoogstens 100.",
                },
            },
        }


def _link(description: str) -> dict[str, object]:
    return {"type": ["string", "null"], "format": "uri", "description": description}
