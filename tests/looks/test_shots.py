"""The pictures of every state: taken as they are asked for, the same each time, and compared by their pixels."""

import re
import subprocess
import sys
from pathlib import Path

from PIL import Image

from bench.systems.embedded import ROOT
from tools.shots.beside import BESIDE, page
from tools.shots.compare import differences
from tools.shots.film import MOST_BYTES, STORY
from tools.shots.rooms import STATES


def shots(folder: Path, only: str) -> str:
    """Take pictures; what was said about it."""
    command = [sys.executable, "-m", "tools.shots", str(folder), "--only", only]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_a_picture_is_taken_of_the_state_that_is_asked_for(tmp_path: Path):
    said = shots(tmp_path, "screen revealed single 1280x720 dark")
    name = "screen single revealed 1280x720 dark"
    assert said == f"1 pictures; open {tmp_path / 'index.html'}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", f"{name}.png"]
    with Image.open(tmp_path / f"{name}.png") as picture:
        assert (picture.size, picture.convert("RGB").getpixel((0, 0))) == ((1280, 720), (0x0F, 0x2B, 0x23))
    assert f"<figcaption>{name}</figcaption>" in (tmp_path / "index.html").read_text()


def test_a_code_and_a_running_clock_look_the_same_each_time(tmp_path: Path):
    for folder in ("once", "again"):
        shots(tmp_path / folder, "present single open 1366x768")
    names = sorted(path.stem for path in (tmp_path / "once").glob("*.png"))
    assert names == ["present single open 1366x768", "present single open live 1366x768"]
    assert differences(tmp_path / "once", tmp_path / "again") == {}


def _picture(path: Path, size: tuple[int, int] = (40, 30), marks: tuple[tuple[int, int], ...] = ()) -> None:
    path.parent.mkdir(exist_ok=True)
    picture = Image.new("RGB", size, "white")
    for mark in marks:
        picture.putpixel(mark, (255, 255, 254))
    picture.save(path)


def test_pictures_that_are_not_the_same_are_named_with_what_differs(tmp_path: Path):
    before, after = tmp_path / "before", tmp_path / "after"
    for folder, marks in ((before, ()), (after, ((3, 4), (10, 20)))):
        _picture(folder / "same.png")
        _picture(folder / "other.png", marks=marks)
    _picture(before / "size.png")
    _picture(after / "size.png", (40, 31))
    _picture(before / "gone.png")
    _picture(after / "new.png")
    assert differences(before, after) == {
        "gone": f"not in {after}",
        "new": f"not in {before}",
        "other": "2 pixels in (3, 4, 11, 21)",
        "size": "40x30, then 40x31",
    }


def test_comparing_fails_when_a_picture_differs(tmp_path: Path):
    _picture(tmp_path / "before" / "a b.png")
    _picture(tmp_path / "after" / "a b.png", marks=((0, 0),))
    command = [sys.executable, "-m", "tools.shots.compare", str(tmp_path / "before"), str(tmp_path / "after")]
    compared = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (compared.returncode, compared.stdout) == (1, "a b: 1 pixels in (0, 0, 1, 1)\n1 pictures differ\n")
    assert subprocess.run([*command[:-1], command[-2]], cwd=ROOT).returncode == 0


def test_ours_are_laid_beside_the_designs_as_far_as_they_were_taken(tmp_path: Path):
    names = ["screen standings 1280x720", "page quizzes 1366x768", "of nothing in the design"]
    told = page(tmp_path, names)
    assert re.findall("<h2>(.*?)</h2>", told) == ["screen-standings-ties", "pages-host-and-teacher"]
    assert re.findall('src="(.*?)"', told) == [
        f"{tmp_path.as_uri()}/screen-standings-ties.png",
        "screen%20standings%201280x720.png",
        f"{tmp_path.as_uri()}/pages-host-and-teacher.png",
        "page%20quizzes%201366x768.png",
    ]


def test_every_picture_that_is_laid_beside_the_design_is_one_that_is_taken():
    """By its first words; who is on a phone's picture is told by the state."""
    ours = [name for names in BESIDE.values() for name in names]
    states = {f"{view} {state}" for view in ("screen", "present", "host", "phone") for state in STATES}
    assert [name for name in ours if not name.startswith(("page ", *states))] == []


def test_the_film_of_the_readme_is_small_and_moves():
    with Image.open(ROOT / "docs" / "lesson.webp") as film:
        assert (film.format, film.n_frames > len(STORY)) == ("WEBP", True)  # type: ignore[attr-defined]
    assert (ROOT / "docs" / "lesson.webp").stat().st_size <= MOST_BYTES
