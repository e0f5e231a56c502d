"""Pieces of answers that a process keeps, up to a number of bytes."""

from collections.abc import Hashable, Mapping, Sized
from threading import Lock
from typing import Generic, TypeVar

# What Python itself needs for a piece and its place, about.
OVERHEAD = 200

Piece = TypeVar("Piece", bound=Sized)


class KeptPieces(Generic[Piece]):
    """Pieces by key; when there are too many bytes of them, those that came first go first.

    Threads may read while another adds: a piece never changes.
    """

    def __init__(self, *, limit: int) -> None:
        self.limit = limit
        self._size = 0
        self._pieces: dict[Hashable, Piece] = {}
        self._adding = Lock()

    def get(self, key: Hashable) -> Piece | None:
        """The piece, or None when it is not here, or not any more."""
        return self._pieces.get(key)

    def add(self, pieces: Mapping[Hashable, Piece]) -> None:
        """Keep these pieces."""
        with self._adding:
            for key, piece in pieces.items():
                if key not in self._pieces:
                    self._pieces[key] = piece
                    self._size += len(piece) + OVERHEAD
            while self._size > self.limit:
                oldest = next(iter(self._pieces))
                self._size -= len(self._pieces.pop(oldest)) + OVERHEAD
