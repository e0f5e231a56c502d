"""`make fixtures`: parse the sources again and rewrite the fixtures, the same bytes every time."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from actions.statustable.errors import StatusTableError
from actions.statustable.files import read_edition_file, read_motion_facts_file
from actions.statustable.fixture import (
    Edition,
    MotionFacts,
    edition_objects,
    fixture_text,
    motion_objects,
    theme_objects,
)

FIXTURES = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    """Reads all sources first and writes only when every one of them could be read."""

    help = "Leest fixtures/source/* opnieuw en schrijft fixtures/*.json."
    requires_system_checks: list[str] = []

    def handle(self, **options: object) -> None:
        """Rewrite the fixtures; raise CommandError, and write nothing, when a source is wrong."""
        try:
            facts = read_motion_facts_file(FIXTURES / "editorial" / "motions.json")
            editions = [_edition(source) for source in sorted(FIXTURES.glob("source/*.txt"))]
        except StatusTableError as error:
            raise CommandError(f"{error} Er is niets geschreven.") from error
        for path, text in _texts(editions, facts).items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"Geschreven: {path.relative_to(settings.BASE_DIR)}")


def _edition(source: Path) -> Edition:
    """Read one source; its reading is named after the edition, which only the notes know."""
    unread = read_edition_file(source)
    editorial = FIXTURES / "editorial" / f"{unread.slug}.json"
    return read_edition_file(source, editorial=editorial)


def _texts(editions: list[Edition], facts: MotionFacts) -> dict[Path, str]:
    """The content of every fixture; themes and motions follow the newest table."""
    newest = max(editions, key=lambda edition: edition.peildatum).table
    return {
        FIXTURES / "themes.json": fixture_text(theme_objects(newest)),
        FIXTURES / "motions.json": fixture_text(motion_objects(newest, facts)),
        **{
            FIXTURES / "editions" / f"{edition.slug}.json": fixture_text(edition_objects(edition))
            for edition in editions
        },
    }
