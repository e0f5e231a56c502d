"""How large files turned out when somebody asked for them.

Each process knows those that it made itself: sizes are a service, and not worth a query.
"""

import hashlib
from collections.abc import Hashable, Iterable

from django.core.cache import caches

SIZES = "file_sizes"


def keep_size(selection: Hashable, ending: str, size: int) -> None:
    """Keep how large the file of a selection is; `selection` names all that its rows depend on."""
    caches[SIZES].set(key_of(_name_of(selection), ending), size)


def known_sizes(selection: Hashable, endings: Iterable[str]) -> dict[str, int]:
    """The sizes of the files of a selection that were made before, by ending; no query."""
    name = _name_of(selection)
    keys = {key_of(name, ending): ending for ending in endings}
    return {keys[key]: size for key, size in caches[SIZES].get_many(keys).items()}


def key_of(selection: Hashable, ending: str) -> str:
    """The name of a size in the memory of the process."""
    return hashlib.sha256(repr((selection, ending)).encode()).hexdigest()


def _name_of(selection: Hashable) -> str:
    """A short name: a selection tells of every row, and is asked for once per ending."""
    return hashlib.sha256(repr(selection).encode()).hexdigest()
