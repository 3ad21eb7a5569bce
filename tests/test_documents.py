"""The documents: what names a page names one that is there, each link leads to its place, and every page is reached."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "data", "shots", "vendor", "__pycache__"}
"Folders that hold nothing of ours, and whose inside nobody looks at; of other hidden ones, caches."
OURS = {".ci", ".github"}
TEXTS = {
    ".py",
    ".md",
    ".html",
    ".css",
    ".txt",
    ".in",
    ".toml",
    ".yml",
    ".yaml",
    ".po",
    ".conf",
    ".example",
    ".service",
    "",
}
NAMED = re.compile(r"(?<![\w./-])[\w./-]*\w\.md\b")
LINK = re.compile(r"\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
ELSEWHERE = ("https://", "http://", "mailto:")


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the repository."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in NOT_OURS and (not path.name.startswith(".") or path.name in OURS):
                yield from files(path)
        else:
            yield path


PAGES = [path for path in files() if path.suffix == ".md"]


def page_name(path: Path) -> str:
    """The path of a page, as a reader writes it."""
    return path.relative_to(ROOT).as_posix()


def unknown(text: str, folder: Path) -> list[str]:
    """The pages that a text in this folder names although they are not there."""
    return [name for name in NAMED.findall(text) if not any((base / name).is_file() for base in (folder, ROOT))]


def anchor(heading: str) -> str:
    """What GitHub calls a heading in an address."""
    words = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower())
    return words.replace(" ", "-")


def anchors(text: str) -> list[str]:
    """The places of a page to which a link may lead; the second one of a name has a number."""
    found: list[str] = []
    for heading in HEADING.findall(CODE.sub("", text)):
        name = anchor(heading)
        before = sum(each == name or re.fullmatch(rf"{re.escape(name)}-\d+", each) is not None for each in found)
        found.append(f"{name}-{before}" if before else name)
    return found


def links(text: str) -> list[str]:
    """Where a page leads to inside of the repository."""
    return [target for target in LINK.findall(CODE.sub("", text)) if not target.startswith(ELSEWHERE)]


def goal(page: Path, target: str) -> tuple[Path, str]:
    """The file or folder of a link, and the place in it."""
    name, _, place = target.partition("#")
    return (page.parent / name if name else page).resolve(), place


def is_dead(page: Path, target: str) -> bool:
    """Whether a link leads nowhere."""
    path, place = goal(page, target)
    if not path.exists() or not path.is_relative_to(ROOT):
        return True
    if path.suffix != ".md":
        return bool(place) and not 1 <= line_number(place) <= len(path.read_text().splitlines())
    return bool(place) and place not in anchors(path.read_text())


def line_number(place: str) -> int:
    """The line of a source that an anchor names ("L41"); 0 for any other anchor."""
    return int(place[1:]) if place.startswith("L") and place[1:].isdecimal() else 0


def reached(start: Path) -> set[Path]:
    """The pages that somebody comes to by links; a folder shows all that is in it."""
    found, waiting = set[Path](), [start]
    while waiting:
        page = waiting.pop()
        if page in found:
            continue
        found.add(page)
        for target in links(page.read_text()):
            path, _ = goal(page, target)
            waiting += [path] if path in PAGES else sorted(path.glob("*.md"))
    return found


def test_every_page_that_is_named_is_there():
    texts = {path: path.read_text(errors="replace") for path in files() if path.suffix in TEXTS}
    assert len(texts) > 500
    found = {page_name(path): unknown(text, path.parent) for path, text in texts.items()}
    assert {name: names for name, names in found.items() if names} == {}


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_link_leads_to_its_place(page):
    assert [target for target in links(page.read_text()) if is_dead(page, target)] == []


def test_every_page_is_reached_from_the_readme():
    assert [page_name(page) for page in PAGES if page not in reached(ROOT / "README.md")] == []


def test_the_readme_is_read_in_five_minutes():
    assert 50 < len((ROOT / "README.md").read_text().splitlines()) < 120


# --- what the tests above would see -----------------------------------------------------------------------------------


def test_a_page_that_is_not_there_would_be_seen():
    gone = "DESIGN" + ".md"
    assert unknown(f"# See {gone}, README.md, docs/teachers.md and ../{gone}.", ROOT / "live") == [gone, f"../{gone}"]
    assert unknown("docs/teachers.md, or teachers" + ".md from beside it", ROOT / "docs") == []


def test_places_are_called_as_github_calls_them():
    text = "# A. With Docker\n## A school's server\n```\n# no heading\n```\n## `run`, [again](x)\n## A. With Docker\n"
    assert anchors(text) == ["a-with-docker", "a-schools-server", "run-again", "a-with-docker-1"]


def test_a_link_that_leads_nowhere_would_be_seen():
    page = ROOT / "docs/teachers.md"
    dead = ["nothing.png", "host.png#place", "../README.md#no-such-place", "../../elsewhere", "#nowhere"]
    alive = ["host.png", "../README.md#licence", "../README.md", "../deploy/", "#afterwards"]
    assert [target for target in dead + alive if is_dead(page, target)] == dead
