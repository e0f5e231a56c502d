"""`manage.py export_edition SLUG --format docx`: an edition as the document that is sent."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from actions.editions.exporting import exported_edition
from actions.models import StatusReport
from actions.refusals import Refused
from actions.statustable.errors import StatusTableError
from actions.statustable.writers import WRITERS, write_document
from pok_tracker.lib.clock import now


class Command(BaseCommand):
    """Writes the published state of one edition to a file, or to standard output."""

    help = "Schrijft een gepubliceerde rapportage als document."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="De rapportage, bijvoorbeeld 2021-06.")
        parser.add_argument("--format", required=True, choices=sorted(WRITERS), dest="form")
        parser.add_argument(
            "--output", type=Path, metavar="FILE", help="Zonder: naar de standaarduitvoer."
        )

    def handle(self, *, slug: str, form: str, output: Path | None, **options: object) -> None:
        """Write the document; raises CommandError, and writes nothing, when that cannot be."""
        data = _document(slug, form)
        if output is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return
        try:
            output.write_bytes(data)
        except OSError as error:
            raise CommandError(f"{output} is niet te schrijven ({error.strerror}).") from error
        self.stderr.write(f"Geschreven: {output}")


def _document(slug: str, form: str) -> bytes:
    report = StatusReport.objects.filter(slug=slug).first()
    if report is None:
        known = ", ".join(StatusReport.objects.values_list("slug", flat=True)) or "geen"
        raise CommandError(f"Rapportage {slug} bestaat niet. Wel: {known}.")
    try:
        return write_document(exported_edition(report, at=now()), form)
    except (Refused, StatusTableError) as error:
        raise CommandError(str(error)) from error
