"""Reads the project's own files for the tests that guard its build: modules, imports, texts."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("pok_tracker", "motions", "actions")
# What git ignores, and git itself; a bare machine has no git to ask.
LEFT_OUT = {".git", ".venv", ".local", "__pycache__", "staticfiles", "node_modules"}
HIDDEN_BUT_OURS = {".ci", ".github", ".gitignore"}


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its dotted name, and its text as a tree."""

    name: str
    tree: ast.Module

    @classmethod
    def from_text(cls, name: str, text: str) -> "Module":
        """A module that exists only in a test."""
        return cls(name, ast.parse(text))


def read_modules() -> list[Module]:
    """Every module of the three packages, and manage.py; migrations are written by Django."""
    paths = [PROJECT / "manage.py"]
    for package in PACKAGES:
        paths += sorted((PROJECT / package).rglob("*.py"))
    return [
        Module.from_text(_dotted_name(path), path.read_text())
        for path in paths
        if "migrations" not in path.parts
    ]


def read_texts() -> Iterator[tuple[str, str]]:
    """Path and text of every file of the project that holds text."""
    for path in _files_below(PROJECT):
        try:
            yield path.relative_to(PROJECT).as_posix(), path.read_text()
        except UnicodeDecodeError:
            continue


def read_templates() -> Iterator[tuple[str, str]]:
    """Path and text of every template."""
    for path in sorted((PROJECT / "templates").rglob("*.html")):
        yield path.relative_to(PROJECT).as_posix(), path.read_text()


def imports(module: Module, known: set[str]) -> Iterator[str]:
    """The dotted names that a module imports; of a package's own modules, the module itself.

    known are the names of all modules: `from actions import views` imports actions.views when
    that is one of them, and else the package.
    """
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else str(node.module)


def is_within(name: str, packages: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of the packages or lies in one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _dotted_name(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _files_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in HIDDEN_BUT_OURS
        if hidden or path.name in LEFT_OUT:
            continue
        if path.is_dir():
            yield from _files_below(path)
        else:
            yield path
