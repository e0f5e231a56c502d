"""Writes what is generated for readers of the API: its examples and the list of its fields."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand
from django.test.utils import override_settings

from pok_tracker.api_document import EXAMPLES_FILE, read_document
from pok_tracker.api_examples import ask_examples
from pok_tracker.field_list import FIELD_LIST, write_field_list


class Command(BaseCommand):
    """Needs a database with the fixtures in it, as `make run` fills it."""

    help = "Schrijft de voorbeelden van de API en docs/fields.md opnieuw."

    def handle(self, *args: object, **options: object) -> None:
        """Write both files; a test holds that they are current."""
        with override_settings(ALLOWED_HOSTS=["*"]):
            examples = ask_examples()
        EXAMPLES_FILE.write_text(json.dumps(examples, ensure_ascii=False, indent=1) + "\n")
        (settings.BASE_DIR / FIELD_LIST).write_text(write_field_list(read_document()))
