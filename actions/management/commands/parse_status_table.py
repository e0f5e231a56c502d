"""`manage.py parse_status_table FILE ...`: table documents to fixture JSON on standard output."""

import datetime
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from actions.management.dates import read_day
from actions.statustable.errors import StatusTableError
from actions.statustable.files import read_edition_file, read_motion_facts_file
from actions.statustable.fixture import (
    FixtureObject,
    MotionFacts,
    edition_objects,
    fixture_text,
    motion_objects,
    theme_objects,
)


class Command(BaseCommand):
    """Reads each FILE and prints one list that loaddata can load; writes nothing itself."""

    help = (
        "Leest een of meer tabellen en drukt ze af als fixture-JSON. Naast FILE mag een bestand "
        "met opmaaknotities staan (dezelfde naam, eindigend op .layout.json)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--layout", type=Path, help="De opmaaknotities, als die niet naast FILE staan."
        )
        parser.add_argument(
            "--editorial", type=Path, help="De redactionele lezing; zonder wordt alles concept."
        )
        parser.add_argument(
            "--facts", type=Path, help="Feiten over moties en Kamerleden, met hun bron."
        )
        parser.add_argument(
            "--peildatum", type=read_day, help="Nodig als de opmaaknotities er geen hebben."
        )

    def handle(
        self,
        *,
        files: list[Path],
        layout: Path | None,
        editorial: Path | None,
        facts: Path | None,
        peildatum: datetime.date | None,
        **options: object,
    ) -> None:
        objects: list[FixtureObject] = []
        for file in files:
            try:
                known = read_motion_facts_file(facts) if facts else MotionFacts()
                edition = read_edition_file(
                    file, editorial=editorial, peildatum=peildatum, layout=layout
                )
            except StatusTableError as error:
                raise CommandError(f"{file.name}: {error} Er is niets geschreven.") from error
            objects += theme_objects(edition.table)
            objects += motion_objects(edition.table, known)
            objects += edition_objects(edition)
        self.stdout.write(fixture_text(objects), ending="")
