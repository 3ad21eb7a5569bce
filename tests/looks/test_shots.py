"""The pictures of every state: one of them is taken, and the page that shows them written."""

import subprocess
import sys
from pathlib import Path

from PIL import Image

from bench.systems.embedded import ROOT


def test_a_picture_is_taken_of_the_state_that_is_asked_for(chromium: str, tmp_path: Path):
    command = [sys.executable, "-m", "tools.shots", str(tmp_path), "--only", "screen revealed single 1280x720 dark"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    name = "screen single revealed 1280x720 dark"
    assert said == f"1 pictures; open {tmp_path / 'index.html'}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", f"{name}.png"]
    with Image.open(tmp_path / f"{name}.png") as picture:
        assert (picture.size, picture.convert("RGB").getpixel((0, 0))) == ((1280, 720), (0x10, 0x24, 0x1F))
    assert f"<figcaption>{name}</figcaption>" in (tmp_path / "index.html").read_text()
