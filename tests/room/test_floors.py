"""Imports point down only: each module imports from floors below its own, and from its own folder."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

# Top to bottom. What shares a line does not import each other; the modules of one folder may.
FLOORS = """
    config  live.management  live.apps
    live.checks
    live.urls  live.routing
    live.views  live.consumers  live.health
    live.hub
    live.upkeep
    live.hall
    live.drawn  live.closing
    live.wire  live.preview
    live.stage
    live.scene
    live.draft
    live.acts  live.forms
    live.quick  live.uploads  live.ballot  live.identity  live.limits  live.pace
    live.results  live.formats  live.places  live.retention  live.tallies
    live.elsewhere  live.ticks
    live.lesson
    live.models  live.clouds
    live.kinds
    live.names
    live.pictures
    live.text  live.fit  live.scoring  live.clock  live.presence  live.reencode
    live.markdown
    live.maths  live.listing
    live.serve  live.outage  live.traces
    live.refusal  live.loader  live.metrics  live.patience  live.locale
"""
HEIGHTS = {part: height for height, floor in enumerate(reversed(FLOORS.strip().splitlines())) for part in floor.split()}


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
    return [
        name
        for name in imported(source)
        if (part := part_of(name)) is not None and part != own and HEIGHTS[part] >= HEIGHTS[own]
    ]


def test_every_module_has_a_floor_and_every_entry_a_module():
    assert [module for module in FILES if part_of(module) is None] == ["live"]
    assert {part_of(module) for module in FILES if module != "live"} == set(HEIGHTS)


@pytest.mark.parametrize("module", [module for module in FILES if module != "live"])
def test_a_module_imports_from_below_alone(module):
    assert breaches(module, FILES[module].read_text()) == []


def test_nothing_is_imported_relatively_so_that_nothing_escapes_the_table():
    names = {name for path in FILES.values() for name in imported(path.read_text())}
    assert {name for name in names if name.startswith(".")} == set()


def test_what_knows_the_server_knows_no_models():
    allowed = ("live.serve", "live.refusal", "live.metrics", "live.patience")
    found = {
        module: [
            name
            for name in imported(path.read_text())
            if name.startswith(("live", "django.db", "django.contrib.auth", "django.contrib.sessions"))
            and not name.startswith(allowed)
        ]
        for module, path in FILES.items()
        if part_of(module) == "live.serve"
    }
    assert len(found) > 5
    assert {module: names for module, names in found.items() if names} == {}


def test_the_hub_is_the_only_one_that_may_use_the_channel_layer_by_its_ticks():
    users = {module for module, path in FILES.items() if any(map(_is_layer, imported(path.read_text())))}
    assert users == {"live.ticks"}
    speakers = {module for module, path in FILES.items() if "live.ticks" in imported(path.read_text())}
    assert speakers == {"live.hub", "live.upkeep"}


def _is_layer(name: str) -> bool:
    return name.startswith(("channels.layers", "channels_redis"))


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("live.models.room", "from live import stage", ["live.stage"]),
        ("live.models.room", "from live.hub import hub", ["live.hub"]),
        ("live.models.room", "import live.views.play", ["live.views.play"]),
        ("live.models.room", "def f():\n    from live.lesson import read", ["live.lesson"]),
        ("live.models.room", "if TYPE_CHECKING:\n    from live.ballot import Ballot", ["live.ballot"]),
        ("live.models.room", "from live.models.round import Round\nfrom live import clock, kinds, text", []),
        ("live.text", "from live import clock", ["live.clock"]),
        ("live.serve.lean", "from live.models import Room", ["live.models"]),
        ("live.scene", "import djangolive\nimport math", []),
        ("config.settings", "from live.serve.hosts import AllowedHosts\nimport live.hub", []),
    ],
)
def test_a_breach_would_be_seen(module, source, found):
    assert breaches(module, source) == found
