"""Zip packages (docx, odt, xlsx, ods): opened with distrust, written the same each time.

A small file may unpack to gigabytes, and its directory may lie about that. The directory is
checked first, and what is unpacked is counted while it is unpacked.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from actions.statustable.errors import StatusTableError
from actions.statustable.limits import (
    ALWAYS_ALLOWED_BYTES,
    MOST_PART_BYTES,
    MOST_PARTS,
    MOST_TIMES_PACKED,
    MOST_UNPACKED_BYTES,
)

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    # zipfile raises it for a way of packing that it does not know.
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    struct.error,
    UnicodeError,
    ValueError,
)
CHUNK = 1 << 16
ENCRYPTED = 0x1
# The first day a zip can name: the bytes do not depend on when they were written.
NO_TIME = (1980, 1, 1, 0, 0, 0)
SAVE_AGAIN = "open het bestand, sla het opnieuw op en bied dat aan."


class Package:
    """The parts of a zip package by name, unpacked one at a time."""

    def __init__(self, data: bytes) -> None:
        """Open a package; raises StatusTableError when it is broken, locked or a zip bomb."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        except BROKEN as error:
            raise _broken() from error
        _refuse_bomb(self._archive.infolist())
        if len(self._entries) != len(self._archive.infolist()):
            raise _broken()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; raises StatusTableError when it is not there or too large."""
        entry = self._entries.get(name)
        if entry is None:
            raise StatusTableError(f"Het bestand mist het onderdeel {name[:80]}.", SAVE_AGAIN)
        try:
            return self._unpack(entry)
        except BROKEN as error:
            if isinstance(error, StatusTableError):
                raise
            raise _broken() from error

    def _unpack(self, entry: zipfile.ZipInfo) -> bytes:
        content = bytearray()
        with self._archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                content += chunk
                if _too_large(len(content), entry.compress_size):
                    raise _bomb()
        return bytes(content)


def write_package(parts: Mapping[str, bytes], *, stored: str | None = None) -> bytes:
    """Return a zip package; the same parts give the same bytes.

    `stored` is the part that is not packed and comes first: OpenDocument is known by it.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != stored, name)):
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, parts[name])
    return target.getvalue()


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise StatusTableError(
            "Het bestand is beveiligd met een wachtwoord.", "sla het op zonder wachtwoord."
        )
    total = sum(entry.file_size for entry in entries)
    packed_well = any(_too_large(entry.file_size, entry.compress_size) for entry in entries)
    if len(entries) > MOST_PARTS or total > MOST_UNPACKED_BYTES or packed_well:
        raise _bomb()


def _too_large(size: int, packed: int) -> bool:
    if size <= ALWAYS_ALLOWED_BYTES:
        return False
    return size > MOST_PART_BYTES or size > MOST_TIMES_PACKED * max(packed, 1)


def _bomb() -> StatusTableError:
    return StatusTableError(
        "Uitgepakt is het bestand te groot om te lezen.",
        "zet alleen de tabel, zonder bijlagen, in een nieuw document.",
    )


def _broken() -> StatusTableError:
    return StatusTableError("Het bestand is beschadigd.", SAVE_AGAIN)
