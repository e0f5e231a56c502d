"""Sets of rows as the bits of one integer, and points for whole sets of rows at once.

Row n of a list is bit n. To join, narrow or count sets of a hundred thousand rows so costs
microseconds, where a Python set would cost milliseconds and fifty times the memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from zlib import compress as deflate
from zlib import decompress as inflate

# Shorter sets take less than what it costs to pack them.
LEAST_PACKED = 8_192
_AS_FLAGS = bytes.maketrans(b"01", b"\x00\x01")


def bits_of(rows: Iterable[int], size: int) -> int:
    """The set of these rows, in any order, of a list of so many."""
    octets = bytearray(size // 8 + 1)
    for row in rows:
        octets[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(octets, "little")


def rows_of(bits: int) -> Iterator[int]:
    """The rows of a set, first row first."""
    digits = bin(bits)[:1:-1]
    row = digits.find("1")
    while row >= 0:
        yield row
        row = digits.find("1", row + 1)


def in_order(bits: int, order: Sequence[int], size: int) -> Iterator[int]:
    """The rows of a set as `order` sorts them, of a list of so many."""
    digits = format(bits, f"0{size}b").encode()[::-1]
    flags = digits.translate(_AS_FLAGS)
    return compress(order, map(flags.__getitem__, order))


def packed(bits: int) -> int | bytes:
    """A set as it is kept: of many rows in a third of the memory."""
    if bits.bit_length() < LEAST_PACKED:
        return bits
    return deflate(bits.to_bytes(bits.bit_length() // 8 + 1, "little"), level=1)


def unpacked(kept: int | bytes) -> int:
    """The set that `packed` made this of."""
    return kept if isinstance(kept, int) else int.from_bytes(inflate(kept), "little")


class RowPoints:
    """Whole points per row, kept as binary digits: digit k of all rows is one integer.

    To give points to a set of rows is to add two binary numbers, for all rows at once, so what it
    costs does not depend on how many rows differ.
    """

    def __init__(self) -> None:
        self._digits: list[int] = []

    def give(self, rows: int, points: int) -> None:
        """Add so many points, none or more, to every row of the set."""
        carry, place = 0, 0
        while rows and (carry or points >> place):
            if place == len(self._digits):
                self._digits.append(0)
            digit = self._digits[place]
            added = rows if points >> place & 1 else 0
            self._digits[place] = digit ^ added ^ carry
            carry = (digit & added) | (carry & (digit ^ added))
            place += 1

    def at_least(self, points: int, among: int) -> int:
        """The rows of a set that have so many points or more."""
        more, equal = 0, among
        for place in reversed(range(max(len(self._digits), points.bit_length()))):
            digit = self._digits[place] if place < len(self._digits) else 0
            if points >> place & 1:
                equal &= digit
            else:
                more |= equal & digit
                equal &= ~digit
        return more | equal

    def best(self, number: int, among: int) -> int:
        """So many rows of a set that have the most points, of equal ones the first."""
        chosen, equal = 0, among
        for digit in reversed(self._digits):
            high = equal & digit
            if (chosen | high).bit_count() > number:
                equal = high
            else:
                chosen |= high
                equal &= ~digit
        missing = number - chosen.bit_count()
        if equal.bit_count() <= missing:
            return chosen | equal
        return chosen | _first(missing, equal)

    def of(self, rows: Sequence[int]) -> list[int]:
        """The points of each of these rows, in their order."""
        points = [0] * len(rows)
        last = max(rows, default=0)
        for place, digit in enumerate(self._digits):
            octets = digit.to_bytes(max(last, digit.bit_length()) // 8 + 1, "little")
            for nth, row in enumerate(rows):
                if octets[row >> 3] >> (row & 7) & 1:
                    points[nth] += 1 << place
        return points


def _first(number: int, bits: int) -> int:
    """The first so many rows of a set that has more."""
    low, high = 0, bits.bit_length()
    while low < high:
        middle = (low + high) // 2
        if (bits & ((1 << middle) - 1)).bit_count() < number:
            low = middle + 1
        else:
            high = middle
    return bits & ((1 << low) - 1)
