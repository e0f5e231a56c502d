"""A style sheet and what it imports reach the reader as one file."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage

from pok_tracker.lib.collected_files import CollectedFiles

TOKENS = ":root { --ink: #000; }\n"
SITE = '/* The site. */\n@import "tokens.css";\nbody { color: var(--ink); }\n'


@pytest.fixture
def source(tmp_path: Path) -> StaticFilesStorage:
    """The files as they stand in the project."""
    folder = tmp_path / "source" / "css"
    folder.mkdir(parents=True)
    (folder / "tokens.css").write_text(TOKENS)
    (folder / "site.css").write_text(SITE)
    return StaticFilesStorage(location=tmp_path / "source")


def collect(source: StaticFilesStorage, target: Path) -> str:
    """The style sheet that readers get, by its hashed name."""
    storage = CollectedFiles(location=target)
    names = ["css/site.css", "css/tokens.css"]
    for name in names:
        if not storage.exists(name):
            with source.open(name) as file:
                storage.save(name, file)
    paths = {name: (source, name) for name in names}
    # After each file come its compressed forms, under the same name.
    hashed = next(to for name, to, _ in storage.post_process(paths) if name == "css/site.css")
    return (target / hashed).read_text()


def test_what_a_sheet_imports_stands_in_it(source: StaticFilesStorage, tmp_path: Path) -> None:
    sheet = collect(source, tmp_path / "collected")

    assert sheet == f"/* The site. */\n{TOKENS}body {{ color: var(--ink); }}\n"


def test_a_changed_import_is_taken_in_again(source: StaticFilesStorage, tmp_path: Path) -> None:
    collect(source, tmp_path / "collected")
    (tmp_path / "source" / "css" / "tokens.css").write_text(":root { --ink: #111; }\n")

    sheet = collect(source, tmp_path / "collected")

    assert sheet == "/* The site. */\n:root { --ink: #111; }\nbody { color: var(--ink); }\n"


def test_an_import_of_what_is_not_there_is_refused(
    source: StaticFilesStorage, tmp_path: Path
) -> None:
    (tmp_path / "source" / "css" / "site.css").write_text('@import "absent.css";\n')

    with pytest.raises(KeyError, match=r"css/absent\.css"):
        collect(source, tmp_path / "collected")


def test_the_styles_of_the_public_pages_leave_no_import_behind(tmp_path: Path) -> None:
    project = StaticFilesStorage(location=settings.STATICFILES_DIRS[0])

    sheet = collect(project, tmp_path / "collected")

    assert ("@import" in sheet, "--color-ink:" in sheet) == (False, True)
