"""The program knows kinds by their contract: none is named outside its own files."""

import re
from pathlib import Path

from django.conf import settings

from live.kinds import all_kinds

OWN = ("live/kinds/", "templates/live/kinds/", "static/live/css/kinds/", "live/formats/", "live/migrations/")
NAMES_KINDS = ("live/rooms/quick_questions.py", "live/management/commands/demo.py")
"What may name kinds: their own files, formats, migrations, quick questions, the demo."


def _sources(pattern: str) -> list[Path]:
    files = [
        path for folder in ("live", "templates", "static/live") for path in (settings.ROOT / folder).rglob(pattern)
    ]
    named = [(path, str(path.relative_to(settings.ROOT))) for path in sorted(files)]
    return [path for path, name in named if not name.startswith(OWN) and name not in NAMES_KINDS]


def _found(pattern: str, ways: list[str]) -> list[str]:
    """The lines of the sources that name a kind in one of these ways; SLUG stands for its name."""
    slugs = "|".join(kind.slug for kind in all_kinds())
    wanted = re.compile("|".join(ways).replace("SLUG", f"(?:{slugs})"))
    return [
        f"{path.relative_to(settings.ROOT)}: {line.strip()}"
        for path in _sources(pattern)
        for line in path.read_text().splitlines()
        if wanted.search(line)
    ]


def test_no_code_asks_for_a_kind_by_its_name():
    ways = [r'kind\(["\']SLUG["\']\)', r'slug\w*\s*(?:==|!=|in|=)\s*[\[({]?["\']SLUG["\']', r"live\.kinds\.SLUG\b"]
    assert _found("*.py", [*ways, r"live\.kinds import .*\bSLUG\b"]) == []


def test_no_template_asks_for_a_kind_by_its_name():
    assert _found("*.html", [r'(?:kind|slug)\s*(?:==|!=|in)\s*["\']SLUG["\']', "live/kinds/SLUG/"]) == []


def test_no_style_is_for_a_kind_by_its_name_but_its_own():
    assert _found("*.css", [r"\.kind-SLUG\b", r"#SLUG\b"]) == []
