"""Only publishing changes the state of an update: no other file of the project may write one."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROAD = Path("actions/publishing.py")
WRITERS = {
    "StatusUpdate",
    "acreate",
    "aupdate",
    "bulk_create",
    "create",
    "get_or_create",
    "replace",
    "save",
    "setattr",
    "update",
    "update_or_create",
}


def written_states(source: str) -> list[int]:
    """The lines at which a piece of Python gives something a `state`, also in SQL."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if _assigns(node) or _calls(node) or _is_sql(node)
    ]


def _assigns(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "state"
        and isinstance(node.ctx, ast.Store | ast.Del)
    )


def _calls(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    words = {keyword.arg for keyword in node.keywords}
    words |= {
        key.value
        for keyword in node.keywords
        if isinstance(keyword.value, ast.Dict)
        for key in keyword.value.keys
        if isinstance(key, ast.Constant)
    }
    words |= {argument.value for argument in node.args if isinstance(argument, ast.Constant)}
    return name in WRITERS and "state" in words


def _is_sql(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and "update actions_statusupdate" in node.value.lower()
        and "state" in node.value.lower()
    )


def project_files() -> list[Path]:
    root = Path(settings.BASE_DIR)
    return [
        path.relative_to(root)
        for app in ("actions", "motions", "pok_tracker")
        for path in sorted((root / app).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def test_no_other_file_writes_a_state() -> None:
    found = {
        str(path): lines
        for path in project_files()
        if (lines := written_states((Path(settings.BASE_DIR) / path).read_text()))
    }
    assert list(found) == [str(ROAD)]


@pytest.mark.parametrize(
    "offence",
    [
        'update.state = "gepubliceerd"',
        'StatusUpdate.objects.filter(pk=1).update(state="gepubliceerd")',
        'StatusUpdate.objects.create(action=action, state="gepubliceerd")',
        'StatusUpdate(action=action, state="gepubliceerd")',
        'setattr(update, "state", "gepubliceerd")',
        'StatusUpdate.objects.update_or_create(pk=1, defaults={"state": "gepubliceerd"})',
        'StatusUpdate.objects.filter(pk=1).update(**{"state": "gepubliceerd"})',
        'cursor.execute("UPDATE actions_statusupdate SET state = %s", ["gepubliceerd"])',
    ],
)
def test_each_way_to_write_a_state_is_seen(offence: str) -> None:
    assert written_states(offence) == [1]


@pytest.mark.parametrize(
    "innocent",
    [
        'StatusUpdate.objects.filter(state="gepubliceerd")',
        "shown = update.state",
        'Q(state="gepubliceerd")',
    ],
)
def test_reading_a_state_is_free(innocent: str) -> None:
    assert written_states(innocent) == []
