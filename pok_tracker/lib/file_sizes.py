"""How large files turned out when somebody asked for them.

Each process knows those that it made itself: sizes are a service, and not worth a query.
"""

import hashlib
from collections.abc import Hashable

from django.core.cache import caches

SIZES = "file_sizes"


def keep_size(selection: Hashable, ending: str, size: int) -> None:
    """Keep how large the file of a selection is; `selection` names all that its rows depend on."""
    # Two threads at once may keep one size of two: a page then tells one size less.
    caches[SIZES].set(key_of(selection), {**known_sizes(selection), ending: size})


def known_sizes(selection: Hashable) -> dict[str, int]:
    """The sizes of the files of a selection that were made before, by ending; no query."""
    return caches[SIZES].get(key_of(selection), {})


def key_of(*told: Hashable) -> str:
    """The name of sizes in the memory of the process: short, of all that they depend on."""
    return hashlib.sha256(repr(told).encode()).hexdigest()
