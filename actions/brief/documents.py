"""What both documents of a debatmap know about themselves, and where their fixed parts stand."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from pok_tracker.lib.about_file import AboutFile
from pok_tracker.lib.dutch_dates import day_in_words

PARTS = Path(__file__).parent / "parts"


@dataclass(frozen=True, slots=True)
class BriefDocument:
    """The properties of a document. Its title stands above every page."""

    title: str
    slug: str
    peildatum: datetime.date


def describe_document(about: AboutFile) -> BriefDocument:
    """The properties of the debatmap that this tells about."""
    title = f"{about.title}, peildatum {day_in_words(about.as_of)}"
    return BriefDocument(title, about.file_name, about.as_of)
