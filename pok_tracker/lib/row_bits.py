"""Sets of rows as the bits of one integer, and points for whole sets of rows at once.

Row n of a list is bit n. To join, narrow or count sets of a hundred thousand rows so costs
microseconds, where a Python set would cost milliseconds and fifty times the memory.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice
from zlib import compress as deflate
from zlib import decompress as inflate

# Shorter sets take less than what it costs to pack them.
LEAST_PACKED = 16_384
# To sort more rows than these takes longer than to look for them in their order.
MOST_SORTED = 1_000
BLOCKS = 32
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


def rows_from_last(bits: int) -> Iterator[int]:
    """The rows of a set, last row first."""
    last = bits.bit_length() - 1
    digits = bin(bits)[2:]
    place = digits.find("1")
    while place >= 0:
        yield last - place
        place = digits.find("1", place + 1)


def packed(bits: int) -> int | bytes:
    """A set as it is kept: of many rows in a third of the memory."""
    if bits.bit_length() < LEAST_PACKED:
        return bits
    return deflate(bits.to_bytes(bits.bit_length() // 8 + 1, "little"), level=1)


def unpacked(kept: int | bytes) -> int:
    """The set that `packed` made this of."""
    return kept if isinstance(kept, int) else int.from_bytes(inflate(kept), "little")


class RowOrder:
    """Rows of a list of so many in one order, to find those of a set a page at a time.

    The order is cut into blocks, and of each is known which set it is: counting passes over the
    blocks before a page, so that a set that stands at the end is found as soon as another.
    """

    def __init__(self, rows: Iterable[int], size: int) -> None:
        self._rows = array("I", rows)
        self._size = size
        self._everything = bits_of(self._rows, size)
        self._ranks = array("I", bytes(self._rows.itemsize * size))
        for rank, row in enumerate(self._rows):
            self._ranks[row] = rank
        step = max(1, -(-size // BLOCKS))
        self._blocks = [slice(first, first + step) for first in range(0, len(self._rows), step)]
        self._sets = [bits_of(self._rows[block], size) for block in self._blocks]

    def page(self, bits: int, asked: slice) -> list[int]:
        """The rows of a set that stand at the places asked, in this order; no others."""
        bits &= self._everything
        if bits.bit_count() <= MOST_SORTED:
            return sorted(rows_of(bits), key=self._ranks.__getitem__)[asked]
        start, stop, _ = asked.indices(bits.bit_count())
        there = array("I")
        before = counted = 0
        for block, rows in zip(self._blocks, self._sets, strict=True):
            number = (bits & rows).bit_count()
            counted += number
            if counted <= start:
                before = counted
            elif number:
                there.extend(self._rows[block])
            if counted >= stop:
                break
        return list(islice(self._among(bits, there), start - before, stop - before))

    def _among(self, bits: int, rows: Sequence[int]) -> Iterator[int]:
        digits = format(bits, f"0{self._size}b").encode()[::-1]
        flags = digits.translate(_AS_FLAGS)
        return compress(rows, map(flags.__getitem__, rows))


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
