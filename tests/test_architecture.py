"""Who may import whom, what may reach the public, and what may not stand in a file.

Each guard is a function that lists what is wrong. It is asked about the project, where it must
find nothing, and about a sample, where it must find what is wrong.
"""

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator

import pytest

from tests.source_tree import (
    PACKAGES,
    PROJECT,
    Module,
    imports,
    is_within,
    read_modules,
    read_templates,
    read_texts,
)

# -- Who may import whom ---------------------------------------------------------

# The first line that fits a module holds for it.
MAY_IMPORT = {
    "pok_tracker.lib": ("pok_tracker.lib",),
    "pok_tracker.settings": ("pok_tracker.lib",),
    "pok_tracker": PACKAGES,
    "motions": ("motions", "pok_tracker.lib"),
    "actions.statustable": ("actions.statustable", "motions.kamerstuk", "pok_tracker.lib"),
    "actions": ("actions", "motions", "pok_tracker.lib"),
    "manage": (),
}
# Inside an app, from what everything rests on to what rests on everything.
LAYERS = (
    {"models", "kamerstuk", "statustable"},
    {"publishing", "editions", "search"},
    {"filters"},
    {"tables", "facets", "dossier", "api", "feeds", "files"},
    {"views", "change_views", "admin", "management"},
    {"urls"},
)
FIRST_MIDDLE_LAYER, LAST_MIDDLE_LAYER = 1, 3


def forbidden_imports(modules: Iterable[Module]) -> list[str]:
    """Imports of a project module that the package of the importer may not know."""
    modules = list(modules)
    known = {module.name for module in modules}
    return [
        f"{module.name} imports {name}"
        for module in modules
        for name in imports(module, known)
        if is_within(name, (*PACKAGES, "tests")) and not is_within(name, _may_import(module.name))
    ]


def _may_import(name: str) -> tuple[str, ...]:
    return next(allowed for package, allowed in MAY_IMPORT.items() if is_within(name, (package,)))


def imports_of_a_higher_layer(modules: Iterable[Module]) -> list[str]:
    """Imports inside one app that go against the order of LAYERS."""
    modules = list(modules)
    known = {module.name for module in modules}
    return [
        f"{module.name} imports {name}"
        for module in modules
        for name in imports(module, known)
        if module.name.split(".")[0] in {"actions", "motions"}
        and name.split(".")[0] == module.name.split(".")[0]
        and _layer(name, unnamed=FIRST_MIDDLE_LAYER)
        > _layer(module.name, unnamed=LAST_MIDDLE_LAYER)
    ]


def _layer(name: str, *, unnamed: int) -> int:
    """The layer of a module; a module that LAYERS does not name lies somewhere in the middle."""
    subject = name.split(".")[1] if "." in name else ""
    found = (number for number, layer in enumerate(LAYERS) if subject in layer)
    return next(found, unnamed)


def imports_inside_functions(modules: Iterable[Module]) -> list[str]:
    """Imports that wait until a function runs: they hide who needs whom."""
    return [
        f"{module.name}, line {inner.lineno}"
        for module in modules
        for outer in ast.walk(module.tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def circles(modules: Iterable[Module]) -> list[str]:
    """Modules that import each other, directly or through others."""
    modules = list(modules)
    known = {module.name for module in modules}
    needs = {module.name: known.intersection(imports(module, known)) for module in modules}
    return [name for name in sorted(known) if name in _reached_from(name, needs)]


def _reached_from(start: str, needs: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(needs[start])
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += needs[name]
    return reached


@pytest.mark.parametrize(
    "guard", [forbidden_imports, imports_of_a_higher_layer, imports_inside_functions, circles]
)
def test_the_project_keeps_its_import_order(guard) -> None:
    assert guard(read_modules()) == []


def test_the_guards_read_every_package() -> None:
    names = {module.name for module in read_modules()}

    assert {"manage", "pok_tracker.lib.history", "motions.models", "actions.urls"} - names == set()


@pytest.mark.parametrize(
    ("importer", "line", "imported"),
    [
        ("pok_tracker.lib.clock", "from actions.models import Action", "actions.models"),
        ("pok_tracker.lib.clock", "import pok_tracker.settings", "pok_tracker.settings"),
        ("pok_tracker.settings", "from actions import models", "actions.models"),
        ("motions.models", "from actions.models import Action", "actions.models"),
        ("motions.views", "from pok_tracker.views import home", "pok_tracker.views"),
        ("actions.views", "from pok_tracker import views", "pok_tracker.views"),
        ("actions.statustable.rows", "from actions.models import Action", "actions.models"),
        ("actions.statustable.rows", "from motions.models import Motion", "motions.models"),
        ("actions.views", "from tests.factories import make_action", "tests.factories"),
    ],
)
def test_an_import_against_the_order_is_seen(importer: str, line: str, imported: str) -> None:
    others = [Module.from_text(name, "") for name in ("actions.models", "pok_tracker.views")]

    assert forbidden_imports([Module.from_text(importer, line), *others]) == [
        f"{importer} imports {imported}"
    ]


@pytest.mark.parametrize(
    ("importer", "line", "imported"),
    [
        ("actions.models.action", "from actions.filters import ActionFilter", "actions.filters"),
        ("actions.models", "from actions.snippets import beginning", "actions.snippets"),
        ("actions.filters", "from actions.tables import ActionTable", "actions.tables"),
        ("actions.snippets", "from actions.views import action_list", "actions.views"),
        ("motions.views", "from motions import urls", "motions.urls"),
    ],
)
def test_an_import_of_a_higher_layer_is_seen(importer: str, line: str, imported: str) -> None:
    sample = [Module.from_text(importer, line), Module.from_text("motions.urls", "")]

    assert imports_of_a_higher_layer(sample) == [f"{importer} imports {imported}"]


def test_an_import_inside_a_function_is_seen() -> None:
    text = "class View:\n    async def get(self):\n        from actions import models\n"

    assert imports_inside_functions([Module.from_text("actions.views", text)]) == [
        "actions.views, line 3"
    ]


def test_a_circle_of_three_is_seen_and_what_only_leads_to_it_is_not_in_it() -> None:
    sample = [
        Module.from_text("actions.one", "from actions import two"),
        Module.from_text("actions.two", "import actions.three"),
        Module.from_text("actions.three", "from actions.one import name"),
        Module.from_text("actions.outside", "from actions.one import name"),
    ]

    assert circles(sample) == ["actions.one", "actions.three", "actions.two"]


# -- Without Django --------------------------------------------------------------

WITHOUT_DJANGO = """
import importlib, sys
class NoDjango:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "django":
            raise ImportError("Django is wanted here")
sys.meta_path.insert(0, NoDjango())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def needs_django(*names: str) -> bool:
    """Whether one of the modules, or one that it imports, does not load without Django."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, *names],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    return "Django is wanted here" in done.stderr


def test_the_parser_loads_without_django() -> None:
    parser = [name for name in _names() if is_within(name, ("actions.statustable",))]

    assert needs_django("motions.kamerstuk", *parser) is False


def test_a_module_that_needs_django_is_seen() -> None:
    assert needs_django("actions.models") is True


def _names() -> list[str]:
    return [module.name for module in read_modules()]


# -- One road out ----------------------------------------------------------------

PUBLIC_MODELS = {"Action", "StatusUpdate", "Milestone", "Theme", "StatusReport", "Motion"}
PUBLIC_EDGES = {
    "views", "api", "tables", "feeds", "files", "list_forms", "sitemaps", "overview",
    "edition_table", "lookup", "lookup_views", "mentions", "parts", "term_tables", "term_views",
    "term_files", "timeline",
    "change_views", "change_filters", "changes", "stale_actions",
}  # fmt: skip
# What says itself which rows the public may see.
PUBLIC_STARTS = {
    "published",
    "for_list",
    "for_detail",
    "for_page",
    "for_edition",
    "promises",
    # Of what was taken back: that it was, when and why.
    "withdrawn",
}
# An edition has no state of its own: what is asked of it is whether its updates are published.
STARTS_OF = {"StatusReport": {"filter", "annotate"}}
# Over these a row reaches others that may still be drafts.
ROADS_TO_DRAFTS = {"updates", "actions", "corrections"}
MANAGER_METHODS = {
    "all", "filter", "exclude", "get", "first", "last", "count", "exists", "order_by", "values",
    "values_list", "select_related", "prefetch_related", "annotate", "aggregate", "latest",
    "earliest", "in_bulk", "iterator",
}  # fmt: skip


def leaks(modules: Iterable[Module]) -> list[str]:
    """Places at the public edge that ask for rows without asking whether they are published."""
    return [
        f"{module.name}, line {line}: {what}"
        for module in modules
        if PUBLIC_EDGES.intersection(module.name.split("."))
        for line, what in sorted(_leaks_in(module.tree))
    ]


def _leaks_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield from _unguarded_start(node)
        elif isinstance(node, ast.Call):
            yield from _whole_model_as_argument(node)
        elif isinstance(node, ast.ClassDef):
            yield from _whole_model_of_a_view(node)


def _unguarded_start(node: ast.Attribute) -> Iterator[tuple[int, str]]:
    """`Action.objects.all`, `Action._default_manager`, `theme.actions.all`."""
    owner = node.value
    if isinstance(owner, ast.Attribute) and owner.attr == "objects":
        model = ast.unparse(owner.value)
        if model in PUBLIC_MODELS and node.attr not in PUBLIC_STARTS | STARTS_OF.get(model, set()):
            yield node.lineno, ast.unparse(node)
    if node.attr in {"_default_manager", "_base_manager"}:
        yield node.lineno, ast.unparse(node)
    if (
        isinstance(owner, ast.Attribute)
        and owner.attr in ROADS_TO_DRAFTS
        and node.attr in MANAGER_METHODS
    ):
        yield node.lineno, ast.unparse(node)


def _whole_model_as_argument(node: ast.Call) -> Iterator[tuple[int, str]]:
    """`get_object_or_404(Action, ...)` takes every row there is."""
    called = ast.unparse(node.func).split(".")[-1]
    if called in {"get_object_or_404", "get_list_or_404"} and node.args:
        first = ast.unparse(node.args[0])
        if first in PUBLIC_MODELS or first.endswith(".objects"):
            yield node.lineno, f"{called}({first})"


def _whole_model_of_a_view(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    """`model = Action` in a class-based view; a Meta only names the columns."""
    for statement in node.body:
        if isinstance(statement, ast.Assign) and node.name != "Meta":
            text = ast.unparse(statement)
            if text in {f"model = {name}" for name in PUBLIC_MODELS}:
                yield statement.lineno, text


LEAK_IN_TEMPLATE = re.compile(
    rf"\.(?:objects|(?:{'|'.join(ROADS_TO_DRAFTS)})\.(?:{'|'.join(MANAGER_METHODS)}))\b"
)


def leaks_in_templates(templates: Iterable[tuple[str, str]]) -> list[str]:
    """Templates that fetch rows themselves over a road that also leads to drafts."""
    return [
        f"{path}: {found.group()}"
        for path, text in templates
        for tag in re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text, re.DOTALL)
        for found in LEAK_IN_TEMPLATE.finditer(tag)
    ]


def test_the_public_pages_ask_only_for_what_is_published() -> None:
    assert leaks(read_modules()) == []


def test_the_templates_fetch_no_rows_that_may_be_drafts() -> None:
    assert leaks_in_templates(read_templates()) == []


@pytest.mark.parametrize(
    ("text", "leak"),
    [
        ("rows = Action.objects.all()", "Action.objects.all"),
        ("rows = Motion.objects.filter(number=13)", "Motion.objects.filter"),
        ("one = StatusUpdate.objects.get(pk=1)", "StatusUpdate.objects.get"),
        ("rows = StatusReport.objects.all()", "StatusReport.objects.all"),
        ("rows = Theme._default_manager.all()", "Theme._default_manager"),
        ("rows = theme.actions.all()", "theme.actions.all"),
        ("one = action.updates.order_by('as_of')", "action.updates.order_by"),
        ("one = get_object_or_404(Action, number=1)", "get_object_or_404(Action)"),
        ("one = get_object_or_404(Motion.objects, pk=1)", "get_object_or_404(Motion.objects)"),
        ("class Page(DetailView): model = Milestone", "model = Milestone"),
    ],
)
@pytest.mark.parametrize("name", ["actions.views", "motions.api", "pok_tracker.sitemaps"])
def test_a_page_that_asks_for_every_row_is_seen(name: str, text: str, leak: str) -> None:
    assert leaks([Module.from_text(name, text)]) == [f"{name}, line 1: {leak}"]


@pytest.mark.parametrize(
    "text",
    [
        "rows = Action.objects.for_list(at=at)",
        "one = get_object_or_404(Motion.objects.for_detail(at=at), number=13)",
        "names = [link.label for link in action.motion_links.all()]",
        "class ActionTable(Table):\n    class Meta:\n        model = Action",
    ],
)
def test_a_page_that_asks_for_what_is_published_is_left_alone(text: str) -> None:
    assert leaks([Module.from_text("actions.views", text)]) == []


@pytest.mark.parametrize(
    ("text", "leak"),
    [
        ("{% for action in theme.actions.all %}", ".actions.all"),
        ("{{ action.updates.count }}", ".updates.count"),
        ("{% with rows=model.objects.all %}", ".objects"),
    ],
)
def test_a_template_that_fetches_rows_is_seen(text: str, leak: str) -> None:
    assert leaks_in_templates([("templates/page.html", text)]) == [f"templates/page.html: {leak}"]


# -- What may not stand in a file ------------------------------------------------

# In pieces, since no file may name one, not even this.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("npmjs", "org"),
        ("yarnpkg", "com"),
        ("docker", "io"),
        ("ghcr", "io"),
        ("anaconda", "org"),
    )
]
REGISTRY = re.compile("|".join(re.escape(host) for host in REGISTRIES), re.IGNORECASE)
# A path of the machine somebody happened to write on; nobody else has it.
MACHINE_PATH = re.compile(r"(?<![\w./~*-])/(?:work|root|tmp|home|opt|Users)/[\w.-]+")
THIS_FILE = "tests/test_architecture.py"


def words_of_one_machine(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Hosts of package registries, and paths that exist on one machine only."""
    return [
        f"{path}: {found.group()}"
        for path, text in texts
        if path != THIS_FILE
        for pattern in (REGISTRY, MACHINE_PATH)
        for found in pattern.finditer(text)
    ]


def test_no_file_names_a_package_registry_or_a_path_of_one_machine() -> None:
    assert words_of_one_machine(read_texts()) == []


def test_the_guard_reads_hidden_files_of_our_own_and_no_others() -> None:
    paths = {path for path, _ in read_texts()}

    assert {"Makefile", ".ci/run", ".gitignore", "README.md"} - paths == set()
    assert [path for path in paths if path.startswith((".venv", ".git/", ".local"))] == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"index = https://{REGISTRIES[0]}/simple", REGISTRIES[0]),
        ("cd /work/site && make", "/work/site"),
        ("cat /opt/pok", "/opt/pok"),
        ("see (/root/notes)", "/root/notes"),
        ("path=/home/anna", "/home/anna"),
    ],
)
def test_a_word_of_one_machine_is_seen(text: str, word: str) -> None:
    assert words_of_one_machine([("README.md", text)]) == [f"README.md: {word}"]


def test_an_address_or_a_relative_path_is_no_path_of_a_machine() -> None:
    texts = [("README.md", "https://example.nl/work/1 and docs/work/plan.md and ../tmp/x")]

    assert words_of_one_machine(texts) == []


# -- What may not be installed ---------------------------------------------------


def can_be_imported(name: str) -> bool:
    """Whether a package of this name is installed."""
    return importlib.util.find_spec(name) is not None


def test_psycopg_3_is_not_there_for_django_to_prefer_in_silence() -> None:
    assert can_be_imported("psycopg") is False


def test_a_package_that_is_there_is_seen() -> None:
    assert can_be_imported("psycopg2") is True
