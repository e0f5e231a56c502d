"""Sets of positions as one number each: bit n is set when position n is in the set.

"And", "or" and counting then cost Python one step for thirty positions.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

_AS_FLAGS = bytes.maketrans(b"01", b"\x00\x01")


def bitmap_of(positions: Iterable[int], *, size: int) -> int:
    """The set of these positions, all below `size`."""
    bits = bytearray(size // 8 + 1)
    for position in positions:
        bits[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(bits, "little")


def in_order(bitmap: int, order: Sequence[int]) -> Iterator[int]:
    """The positions in the set, as `order` sorts them; it has every position once."""
    digits = format(bitmap, f"0{len(order)}b").encode()[::-1]
    flags = digits.translate(_AS_FLAGS)
    return compress(order, map(flags.__getitem__, order))
