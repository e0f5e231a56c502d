"""`manage.py import_edition FILE --peildatum DATE`: the next edition, as drafts."""

import datetime
import hashlib
import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from actions.editions.difference import Difference
from actions.editions.taking_over import (
    HERE_IS_NEWER,
    ReportFacts,
    TakenAlready,
    already_newer,
    compare,
    earlier_texts,
    open_edition,
)
from actions.intake.reading import Problem, Reading, known_notes, read_apart
from actions.management.dates import read_day
from actions.policy import may_take_over
from actions.refusals import Refused
from actions.statustable.limits import MOST_BYTES
from pok_tracker.lib.clock import now

NOTHING = Difference((), (), (), ())
OLDER = f"{HERE_IS_NEWER}. Doe dit: laat de tabel aanpassen, of geef --ook-ouder mee."


class Command(BaseCommand):
    """Compares a table with what was said before, and takes it over unless it is a dry run."""

    help = (
        "Leest een nieuwe rapportage in, als concepten waar iets verschilt. Naast FILE mag een "
        "bestand met opmaaknotities staan (dezelfde naam, eindigend op .layout.json)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--peildatum", type=read_day, required=True, metavar="DATE")
        parser.add_argument(
            "--dry-run", action="store_true", help="Toon het verschil en schrijf niets."
        )
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="Druk het verschil af als JSON."
        )
        parser.add_argument(
            "--ook-ouder",
            action="store_true",
            help="Neem de tabel ook over waar op de site al een nieuwere tekst staat.",
        )
        parser.add_argument(
            "--door",
            metavar="USERNAME",
            help=(
                "De eindredacteur die de schrijver van de concepten wordt. Zonder heeft de tekst "
                "geen schrijver: dan is zij letterlijk die van de rapportage."
            ),
        )

    def handle(
        self,
        *,
        file: Path,
        peildatum: datetime.date,
        dry_run: bool,
        as_json: bool,
        door: str | None,
        ook_ouder: bool,
        **options: object,
    ) -> None:
        """Print the difference and take the table over; problems end the command with code 1."""
        by = _editor(door) if door else None
        at = now()
        data = _read_file(file)
        reading = _read_table(file, data, peildatum, at)
        for notice in reading.notices:
            self.stderr.write(notice)
        found = compare(reading.table, peildatum, at=at) if reading.table else NOTHING
        problems = [reading.problem] if reading.problem else []
        if not ook_ouder:
            newer = already_newer(found, peildatum, at=at)
            problems += [Problem(f"actie {number}", OLDER) for number in newer]
        self._show(found, problems, is_read=reading.problem is None, as_json=as_json)
        if problems:
            if as_json:
                sys.exit(1)
            words = " ".join(f"{problem.place}: {problem.message}" for problem in problems)
            raise CommandError(f"{words} Er is niets geschreven.")
        if not dry_run:
            facts = ReportFacts(peildatum, file.name, hashlib.sha256(data).hexdigest())
            self._take_over(facts, reading, by=by, at=at, also_older=ook_ouder)

    def _show(
        self, found: Difference, problems: Sequence[Problem], *, is_read: bool, as_json: bool
    ) -> None:
        summary = found.summary()
        if as_json:
            told = [{"plaats": problem.place, "melding": problem.message} for problem in problems]
            self.stdout.write(json.dumps({**summary, "problemen": told}, ensure_ascii=False))
        elif is_read:
            self.stdout.write("\n".join(_lines(summary)))

    def _take_over(
        self,
        facts: ReportFacts,
        reading: Reading,
        *,
        by: User | None,
        at: datetime.datetime,
        also_older: bool,
    ) -> None:
        try:
            opened = open_edition(facts, reading.table, by=by, at=at, also_older=also_older)
        except TakenAlready as taken:
            self.stderr.write(f"{taken} Er is niets geschreven.")
            return
        except Refused as refused:
            raise CommandError(f"{refused} Er is niets geschreven.") from refused
        numbers = _numbers(list(opened.drafts))
        self.stderr.write(f"Rapportage {opened.report.slug} is overgenomen. Concepten: {numbers}.")


def _editor(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None or not may_take_over(user):
        raise CommandError(
            f"{username} is geen eindredacteur. Alleen een eindredacteur neemt een rapportage over."
        )
    return user


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more tells that it is too large, however large it is.
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} is niet te openen ({error.strerror}).") from error


def _read_table(
    file: Path, data: bytes, peildatum: datetime.date, at: datetime.datetime
) -> Reading:
    beside = file.with_suffix(".layout.json")
    notes = beside.read_text(encoding="utf-8") if beside.exists() else known_notes()
    return read_apart(data, name=file.name, notes=notes, earlier=earlier_texts(peildatum, at=at))


def _lines(summary: dict) -> list[str]:
    changed = [f"{item['nummer']} ({', '.join(item['velden'])})" for item in summary["gewijzigd"]]
    return [
        f"Ongewijzigd: {len(summary['ongewijzigd'])}",
        f"Gewijzigd: {'; '.join(changed) or 'geen'}",
        f"Nieuw: {_numbers(summary['nieuw'])}",
        f"Ontbrekend: {_numbers(summary['ontbrekend'])}",
    ]


def _numbers(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers) or "geen"
