"""Pieces of answers that a process keeps in a file of its own, and reads as if it were memory."""

import os
from array import array
from collections.abc import Hashable, Mapping
from contextlib import suppress
from io import FileIO
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from threading import Lock
from weakref import finalize

# Each takes a few bytes a place, and a reader may have a say in how many there are.
MOST_KINDS = 64
# What begins here is there, so nothing begins at zero.
FIRST = 1


class FiledPieces:
    """Pieces by their kind and their place, which is less than `places`; at most `limit` bytes.

    The file has no name and goes with this object. In memory is where a piece begins and how long
    it is; the system keeps what is read often, and takes that memory back when others need it.
    Threads may read while another adds: a piece never changes.
    """

    def __init__(self, *, places: int, limit: int) -> None:
        self._places = places
        self._limit = limit
        self._end = FIRST
        self._kinds: dict[Hashable, _Spans] = {}
        self._adding = Lock()
        self._file: FileIO | None = None
        self._read: mmap | bytes = b""

    def get(self, kind: Hashable, place: int) -> bytes | None:
        """The piece, or None when it is not here."""
        spans = self._kinds.get(kind)
        start = spans.starts[place] if spans else 0
        return self._read[start : start + spans.lengths[place]] if spans and start else None

    def add(self, kind: Hashable, pieces: Mapping[int, bytes]) -> None:
        """Keep these pieces of a kind, by their places; none of them when there is no room.

        Nor where no file can be made, or its disk is full: then they are made another time.
        """
        written = b"".join(pieces.values())
        with self._adding, suppress(OSError):
            if self._end + len(written) > self._limit or not self._may_have(kind):
                return
            file = self._opened()
            if os.pwrite(file.fileno(), written, self._end) == len(written):
                self._note(kind, pieces)

    def _opened(self) -> FileIO:
        if self._file is None:
            file = TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as this object is there
            finalize(self, file.close)
            # The whole of it at once: what nobody wrote takes no room. Read through the map,
            # because to read a file lets another thread go first, a hundred times a page.
            file.truncate(self._limit)
            self._read = mmap(file.fileno(), self._limit, access=ACCESS_READ)
            self._file = file
        return self._file

    def _may_have(self, kind: Hashable) -> bool:
        return kind in self._kinds or len(self._kinds) < MOST_KINDS

    def _note(self, kind: Hashable, pieces: Mapping[int, bytes]) -> None:
        spans = self._kinds.setdefault(kind, _Spans(self._places))
        for place, piece in pieces.items():
            # The length first: who sees where a piece begins, sees how long it is.
            if not spans.starts[place]:
                spans.lengths[place] = len(piece)
                spans.starts[place] = self._end
            self._end += len(piece)


class _Spans:
    """Where each piece of a kind begins, zero for none, and how long it is."""

    __slots__ = ("lengths", "starts")

    def __init__(self, places: int) -> None:
        self.starts = array("Q", bytes(8 * places))
        self.lengths = array("I", bytes(4 * places))
