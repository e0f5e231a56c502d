"""`make demo`: what `make run` does, with fictional rows beside the fixtures."""

from pok_tracker.examples.telling import add_examples
from pok_tracker.management.commands import start


class Command(start.Command):
    """Prepare the database of the examples, fill it, and serve the site to this computer."""

    help = "Als start, met verzonnen voorbeelden in een database apart. Gebruik make demo."

    def _add_to_database(self) -> None:
        if add_examples():
            self._tell("De voorbeelden zijn erbij gezet.")
