"""Whether every page has to say that it shows examples."""

from django.conf import settings
from django.http import HttpRequest


def example_notice(request: HttpRequest) -> dict[str, bool]:
    """Give every template `has_examples`; for TEMPLATES in the settings."""
    return {"has_examples": settings.EXAMPLES}
