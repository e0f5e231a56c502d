"""Pages of an API collection, with the names that the contract gives them."""

from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response


class NumberedPages(PageNumberPagination):
    """100 results a page, addressed by `?pagina=2`."""

    page_query_param = "pagina"
    page_query_description = "Het nummer van de bladzijde; de eerste is 1."
    invalid_page_message = "Deze bladzijde bestaat niet. De eerste is 1."

    def get_paginated_response(self, data: list[object]) -> Response:
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
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["aantal", "volgende", "vorige", "resultaten"],
            "properties": {
                "aantal": {"type": "integer", "description": "Aantal resultaten in totaal."},
                "volgende": {**link, "description": "Adres van de volgende bladzijde."},
                "vorige": {**link, "description": "Adres van de vorige bladzijde."},
                "resultaten": schema,
            },
        }
