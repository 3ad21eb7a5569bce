"""Takes a picture of every state of the three views and of the teachers' pages: `./run shots [FOLDER]`."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bench.programs import Missing, chromium
from tools.shots.beside import page

ROOT = Path(__file__).resolve().parents[2]
README = {"host": "host single open 1366x768", "phone": "phone several open answered 390x844",
          "screen": "screen single revealed 1280x720"}  # fmt: skip
"Pictures that the README shows: their names in docs/ and here."


def options() -> argparse.ArgumentParser:
    """What may be asked for."""
    parser = argparse.ArgumentParser(prog="./run shots", description="Takes a picture of every state of every view.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("shots"), help="where they go (shots)")
    parser.add_argument("--only", default="", metavar="WORDS", help="those whose name has all of these words")
    parser.add_argument("--beside", type=Path, metavar="FOLDER", help="lay them beside the design's pictures there")
    parser.add_argument("--film", type=Path, metavar="FILE", help="film a question into this WebP file instead")
    parser.add_argument("--readme", action="store_true", help="put the README's three into docs/ too")
    return parser


def main(arguments: list[str]) -> int:
    """Take them, and write the page that shows them all."""
    asked = options().parse_args(arguments)
    try:
        chromium()
    except Missing as missing:
        print(f"run: {missing}", file=sys.stderr)
        return missing.code
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"SHOW_DATA": data, "SHOW_ROOM_CAP": "2000", "DJANGO_SETTINGS_MODULE": "config.settings"}
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's own loop runs in this thread
        os.environ |= {"TZ": "UTC", "LANGUAGE": "en"}  # the school's zone, and how the browser writes dates into fields
        sys.path.insert(0, str(ROOT / "site"))
        import django

        django.setup()
        from tools.shots.camera import take_all  # which needs Django
        from tools.shots.film import film

        if asked.film:
            print(f"{film(Path(data), asked.film)} bytes; open {asked.film}")
            return 0
        taken = take_all(Path(data), asked.folder, asked.only.split())
    if asked.beside:
        (asked.folder / "beside.html").write_text(page(asked.beside, taken), encoding="utf-8")
    if asked.readme:
        for name, picture in README.items():
            (ROOT / "docs" / f"{name}.png").write_bytes((asked.folder / f"{picture}.png").read_bytes())
    print(f"{len(taken)} pictures; open {asked.folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
