"""A GIFT text taken apart: its questions, and what backslashes protect in them."""

import re
from collections.abc import Iterator

ESCAPED = "\\:#={}~"
"What a backslash protects."
HIDE = {sign: chr(0xE010 + at) for at, sign in enumerate(ESCAPED)}
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_FORMULA = re.compile(r"\$[^$]{1,1000}\$")
_COMMAND = re.compile(r"\\\\|\\(?=n[a-zA-Z])")
CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)")

_TOP = re.compile(r"^(?:\$\w+\$/?)?(?:top(?:/|$))?")


def category(path: str) -> str:
    """Return the category that a path of Moodle names, $course$/top/Rivers, in which // is a slash."""
    return _TOP.sub("", path.strip()).replace("//", "/")


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line (from 1) and the text of each question; blank lines part them, but not within braces."""
    lines: list[str] = []
    start, gap, is_open = 1, 0, False
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text), "", ""], 1):
        if line.lstrip().startswith("//"):
            continue
        if is_open and gap and line.strip() and _begins(line):
            yield start, "\n".join(lines[:gap])
            rest = [each for each in lines[gap:] if each.strip()]
            lines, gap, is_open = rest, 0, False
            start = number
        if CATEGORY.match(line) and not is_open:
            if lines:
                yield start, "\n".join(lines)
            yield number, line
            lines, gap = [], 0
        elif line.strip():
            start = start if lines else number
            lines.append(line)
            is_open = _is_open(line, is_open)
        elif is_open:
            gap = gap or len(lines)
            lines.append(line)
        elif lines:
            yield start, "\n".join(lines)
            lines, gap = [], 0
    if any(line.strip() for line in lines):
        yield start, "\n".join(lines)


def _begins(line: str) -> bool:
    """Tell whether a line begins a question although a brace before it is open still."""
    return bool(line.lstrip().startswith("::") or CATEGORY.match(line) or "{" in hidden(line))


def _is_open(line: str, was_open: bool) -> bool:
    signs = re.findall(r"[{}]", hidden(line))
    return signs[-1] == "{" if signs else was_open


def hidden(text: str) -> str:
    r"""Return a text whose escaped signs are letters of nobody; \n is a line end, but \neq in a formula stays."""
    text = _FORMULA.sub(lambda found: _COMMAND.sub(_kept, found[0]), text)
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else HIDE[found[1]], text)


def _kept(found: re.Match[str]) -> str:
    return HIDE["\\"] if len(found[0]) == 1 else found[0]
