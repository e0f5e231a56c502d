"""What was noticed while a document was read, and did not stop it."""

from dataclasses import dataclass

from actions.statustable.errors import WHOLE_FILE, Place


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the editor should know: skipped, ignored or doubtful; a Dutch sentence."""

    message: str
    place: Place = WHOLE_FILE

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"
