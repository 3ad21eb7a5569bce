"""Lists whose choices are numbered, "1) Lyon", below a question without a number: their digits become letters."""

import re

from live.formats.found import MOST_QUESTIONS
from live.kinds.choice_letters import LETTERS

_CHOICE = re.compile(r"\s*(\d{1,2})\s?[.)]\s*(\S.*)", re.DOTALL)
_DIGITS = re.compile(r"\(?\d{1,2}\)?(?:\s*[,;]\s*\d{1,2})*\.?")


def lettered(lines: list[str], answers: re.Pattern[str]) -> list[str]:
    """Return the lines, with letters for the numbers of choices above each line that answers with digits."""
    lines, done = list(lines), 0
    for at, line in enumerate(lines):
        told = answers.fullmatch(line.strip())
        if told and _DIGITS.fullmatch(told[1].strip()) and done < MOST_QUESTIONS:
            _letter(lines, at)
            done += 1
    return lines


def _letter(lines: list[str], end: int) -> None:
    """Change the lines before a place, if they are numbered up to there from 1, below one that is not."""
    start = end
    while start > 0 and end - start < len(LETTERS) and (choice := _CHOICE.fullmatch(lines[start - 1])):
        start -= 1
        if int(choice[1]) == 1:
            break
    numbers = [int(choice[1]) for line in lines[start:end] if (choice := _CHOICE.fullmatch(line))]
    above = lines[start - 1] if start else ""
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)) or not above.strip() or _CHOICE.fullmatch(above):
        return
    for place, number in zip(range(start, end), numbers, strict=True):
        lines[place] = f"{LETTERS[number - 1]}) " + _CHOICE.sub(r"\2", lines[place])
