"""`make demo`: what `make run` does, with fictional rows beside the fixtures."""

from typing import Any

from pok_tracker.examples.telling import add_examples, refuse_unmarked
from pok_tracker.management.commands import start


class Command(start.Command):
    """Prepare the database of the examples, fill it, and serve the site to this computer."""

    help = "Als start, met verzonnen voorbeelden in een database apart. Gebruik make demo."

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        """As start; raise ImproperlyConfigured before anything is touched without EXAMPLES."""
        refuse_unmarked()
        super().handle(*args, port=port, **options)

    def _add_to_database(self) -> None:
        if add_examples():
            self._tell("De voorbeelden zijn erbij gezet.")
