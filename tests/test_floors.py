"""Imports point down only: each package imports from floors below its own, and no two modules import each other."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from live.kinds import all_kinds

ROOT = Path(__file__).resolve().parent.parent

# Top to bottom. What shares a line does not import each other; the modules of one package may, without a circle.
FLOORS = """
    config
    live.urls  live.routing  live.middleware  live.apps
    live.views  live.consumers  live.health
    live.realtime  live.management
    live.rendering  live.results
    live.rooms  live.forms  live.access  live.retention
    live.formats
    live.models  live.server
    live.kinds  live.asgi
    live.workshop
    live.content  live.storage
    live.clock  live.refusal  live.metrics  live.checks  live.locale
"""
HEIGHTS = {part: height for height, floor in enumerate(reversed(FLOORS.strip().splitlines())) for part in floor.split()}
MACHINE = ("live.server", "live.asgi", "live.storage")
"They know nothing of questions and lessons: of all else they import the ground floor alone."
GROUND = tuple(part for part, height in HEIGHTS.items() if height == 0)


SLUGS = [kind.slug for kind in all_kinds()]
CONTRACT = {"live.kinds.base", "live.kinds.values"}
"What is true of every kind; the other modules of the package are single kinds and what these draw with."


def module_of(path: Path) -> str:
    """The name under which a file is imported; `site/` is on the path and no package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part not in {"site", "__init__"})


FILES = {
    module_of(path): path
    for folder in ("live", "site/config")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
}


def part_of(module: str) -> str | None:
    """The entry of the table that a module belongs to."""
    names = module.split(".")
    return next((part for n in range(len(names), 0, -1) if (part := ".".join(names[:n])) in HEIGHTS), None)


def imported(source: str) -> Iterator[str]:
    """Every module that a source imports anywhere in it, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from (whole if (whole := f"{module}.{alias.name}") in FILES else module for alias in node.names)


def breaches(module: str, source: str) -> list[str]:
    """What the module may not import."""
    own = part_of(module)
    assert own is not None
    return [name for name in imported(source) if (part := part_of(name)) is not None and not may_import(own, part)]


def may_import(own: str, other: str) -> bool:
    """Whether one package may import from another."""
    if own in MACHINE and other not in MACHINE + GROUND:
        return False
    return own == other or HEIGHTS[other] < HEIGHTS[own]


def circle(imports: dict[str, set[str]]) -> list[str]:
    """Modules of which each imports the next one, if there are such."""
    try:
        list(TopologicalSorter(imports).static_order())
    except CycleError as error:
        return list(error.args[1])
    return []


def test_every_module_has_a_floor_and_every_entry_a_module():
    assert [module for module in FILES if part_of(module) is None] == ["live"]
    assert {part_of(module) for module in FILES if module != "live"} == set(HEIGHTS)


@pytest.mark.parametrize("module", [module for module in FILES if module != "live"])
def test_a_module_imports_from_below_alone(module):
    assert breaches(module, FILES[module].read_text()) == []


def test_no_module_imports_itself_by_way_of_others():
    found = {module: set(imported(path.read_text())) & FILES.keys() for module, path in FILES.items()}
    assert circle(found) == []


def test_a_circle_would_be_seen():
    assert sorted(set(circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}))) == ["a", "b", "c"]


def test_the_moves_alone_set_a_rooms_phase():
    found = {module for module, path in FILES.items() if sets_phase(path.read_text())}
    assert found == {"live.rooms.moves"}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("room.phase = Phase.OPEN", True),
        ("room.phase, room.version = Phase.OPEN, 2", True),
        ("rooms.update(phase=Phase.OPEN)", True),
        ("setattr(room, 'phase', 'open')", True),
        ("snapshot = Snapshot(room, phase=room.phase_now)", False),
        ("class Room:\n    phase = models.CharField()", False),
    ],
)
def test_a_phase_that_is_set_would_be_seen(source, found):
    assert sets_phase(source) == found


def sets_phase(source: str) -> bool:
    """Whether a source assigns to somebody's `phase`, or updates that column."""
    return any(map(_sets_phase, ast.walk(ast.parse(source))))


def _sets_phase(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "phase" and isinstance(node.ctx, ast.Store)
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    named = {keyword.arg for keyword in node.keywords}
    constants = {each.value for each in node.args if isinstance(each, ast.Constant)}
    return (name == "update" and "phase" in named) or (name == "setattr" and "phase" in constants)


def test_nothing_outside_of_kinds_and_formats_knows_a_single_kind():
    outside = {module: path for module, path in FILES.items() if part_of(module) not in {"live.kinds", "live.formats"}}
    known = {module: set(kinds_known(path.read_text())) for module, path in outside.items()}
    assert {module: names for module, names in known.items() if names} == {}
    templates = (ROOT / "templates").rglob("*.html")
    named = re.compile(rf"""live/kinds/({"|".join(SLUGS)})/|slug *[=!]= *["']""")
    shared = [path for path in templates if path.parent.name not in SLUGS]
    assert [str(path) for path in shared if named.search(path.read_text())] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from live.kinds.charts.word_cloud import cloud", ["live.kinds.charts.word_cloud"]),
        ("from live.kinds import short", ["live.kinds.short"]),
        ("if question.kind_slug == 'single':\n    pass", ["single"]),
        ("typed = kind.slug in {'short', 'cloud'}", ["short", "cloud"]),
        ("from live.kinds import Bar, kind\nfrom live.kinds.values import pictures", []),
        ("Round(kind_slug='cloud', content={'words': 3})", []),
    ],
)
def test_a_kind_that_is_known_would_be_seen(source, found):
    assert kinds_known(source) == found


def kinds_known(source: str) -> list[str]:
    """What a source knows of single kinds: modules of theirs that it imports, and slugs that it compares with."""
    modules = [name for name in imported(source) if name.startswith("live.kinds.") and name not in CONTRACT]
    compared = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Compare)]
    return modules + [
        each.value
        for comparison in compared
        for each in ast.walk(comparison)
        if isinstance(each, ast.Constant) and each.value in SLUGS
    ]


def test_nothing_is_imported_relatively_so_that_nothing_escapes_the_table():
    names = {name for path in FILES.values() for name in imported(path.read_text())}
    assert {name for name in names if name.startswith(".")} == set()


def test_each_package_says_in_one_sentence_what_it_is():
    packages = {path.parent: path for path in FILES.values() if path.parent.name not in {"live", "config", "locale"}}
    said = {}
    for folder in packages:
        made = [each for each in folder.rglob("__init__.py") if each.parent == folder]
        said[str(folder.relative_to(ROOT))] = [ast.get_docstring(ast.parse(each.read_text())) for each in made]
    inside = ("live/locale/", "live/formats/")  # languages, and families of formats
    within = {name for name in said if name.startswith(inside) or name == "live/management/commands"}
    languages = {name for name in within if not name.startswith("live/formats/")}
    wrong = {name: words for name, words in said.items() if name not in languages and not _is_sentence(words)}
    assert wrong == {}
    assert len(said) - len(within) == 18


def _is_sentence(words: list[str | None]) -> bool:
    return len(words) == 1 and (words[0] or "").endswith(".") and "\n" not in (words[0] or "")


def test_what_knows_the_server_knows_neither_the_database_nor_who_signs_in():
    banned = ("django.db", "django.contrib.auth", "django.contrib.sessions")
    found = {
        module: [name for name in imported(path.read_text()) if name.startswith(banned)]
        for module, path in FILES.items()
        if part_of(module) in {"live.server", "live.asgi"}
    }
    assert len(found) > 15
    assert {module: names for module, names in found.items() if names} == {}


def test_only_the_ticks_use_the_channel_layer_and_only_the_hub_and_the_upkeep_use_them():
    users = {module for module, path in FILES.items() if any(map(_is_layer, imported(path.read_text())))}
    assert users == {"live.realtime.ticks"}
    speakers = {module for module, path in FILES.items() if "live.realtime.ticks" in imported(path.read_text())}
    assert speakers == {"live.realtime.hub", "live.realtime.upkeep"}


def _is_layer(name: str) -> bool:
    return name.startswith(("channels.layers", "channels_redis"))


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("live.models.room", "from live.rendering import stages", ["live.rendering.stages"]),
        ("live.models.room", "from live.realtime.hub import hub", ["live.realtime.hub"]),
        ("live.models.room", "import live.views.play", ["live.views.play"]),
        ("live.models.room", "def f():\n    from live.rooms.snapshot import take", ["live.rooms.snapshot"]),
        ("live.models.room", "if TYPE_CHECKING:\n    from live.rooms.writer import Writer", ["live.rooms.writer"]),
        ("live.models.room", "from live.models.round import Round\nfrom live import clock, kinds, content", []),
        ("live.content.lines", "from live.kinds import kind", ["live.kinds"]),
        ("live.rooms.writer", "from live.access import limits", ["live.access.limits"]),
        ("live.asgi.lean", "from live.content import markdown", ["live.content.markdown"]),
        ("live.server.logs", "from live.models import Room", ["live.models"]),
        ("live.rendering.context", "import djangolive\nimport math", []),
        ("config.settings", "from live.server.hosts import AllowedHosts\nimport live.realtime.hub", []),
    ],
)
def test_a_breach_would_be_seen(module, source, found):
    assert breaches(module, source) == found
