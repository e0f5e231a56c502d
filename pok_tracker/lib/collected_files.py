"""Static files as `collectstatic` lays them ready: hashed, compressed, and one style sheet."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import "(?P<name>[\w.-]+)";\n')

Collected = dict[str, tuple[Any, str]]


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """Puts what a style sheet imports into it: on a phone, each file to wait for is a round trip.

    An import names a file in the same folder, in double quotes, on a line of its own. Raises
    KeyError when that file is not there.
    """

    def post_process(
        self, paths: Collected, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """Write every style sheet that imports with its imports, and then do what Django does."""
        if not dry_run:
            paths = {**paths, **self._with_imports(paths)}
        yield from super().post_process(paths, dry_run, **options)

    def _with_imports(self, paths: Collected) -> Collected:
        found = {}
        for name in (name for name in paths if name.endswith(".css")):
            # Of the source: what was written here before has the imports of that day.
            text = _read(paths[name])
            whole = _with_what_it_imports(text, name, paths)
            if whole != text:
                self.delete(name)
                self.save(name, ContentFile(whole.encode()))
                found[name] = (self, name)
        return found


def _with_what_it_imports(text: str, name: str, paths: Collected) -> str:
    folder = name.rpartition("/")[0]
    return IMPORT.sub(lambda asked: _read(paths[f"{folder}/{asked['name']}"]), text)


def _read(place: tuple[Any, str]) -> str:
    storage, path = place
    with storage.open(path) as file:
        return str(file.read().decode())
