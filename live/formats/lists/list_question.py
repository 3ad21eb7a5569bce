"""One question of a list: what its lines have said, and which kind, fields and remarks follow from that."""

import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from live.formats.found import CHANGED, NO_CHOICE, NO_KEY, NO_TEXT, RAW_LENGTH, Found, choice_fields
from live.kinds.choice_letters import LETTERS

_BOLD = re.compile(r"(\*\*|__)(\S(?:.*\S)?)\1")
_TOLD = re.compile(
    r"\s*(?:[✓✔]|(?<!\*)\*|\((?:correct|right|richtig|correcta?|correcte?|صحيح|الصحيح|صحیح|درست)\))\s*$", re.IGNORECASE
)


@dataclass
class ReadChoice:
    """A choice as it was read, with the mark that says whether it is right."""

    text: str
    right: bool = False
    letter: str = ""


@dataclass
class ReadQuestion:
    """What has been read of one question."""

    line: int
    number: int | None = None
    text: list[str] = field(default_factory=list)
    choices: list[ReadChoice] = field(default_factory=list)
    lettered: bool = False
    answer: str | None = None
    explanation: list[str] = field(default_factory=list)
    fields: tuple[str, dict[str, list[str]]] | None = None
    "The kind and its fields, where a line has said them."
    bullets: str = ""
    "The bullet of each choice, where these had no letter."

    @property
    def is_begun(self) -> bool:
        return bool(self.text or self.choices)

    @property
    def is_told(self) -> bool:
        """Whether what is right has been said."""
        return self.answer is not None or self.fields is not None


def found_of(asked: ReadQuestion) -> Found:
    """What a question comes to."""
    found = Found("line", asked.line, text="\n".join(asked.text)[:RAW_LENGTH])
    found.explanation = "\n".join(asked.explanation)
    if not asked.text:
        return found.refuse(NO_TEXT)
    if asked.fields:
        found.kind, found.fields = asked.fields
    elif not asked.choices:
        _without_choices(found, asked.answer or "")
    elif asked.bullets == "*" and asked.answer is None:  # a star alone is an answer to type, as in text2qti's lists
        _without_choices(found, asked.choices[0].text)
    else:
        _with_choices(found, asked)
    return found


def _without_choices(found: Found, answer: str) -> None:
    accepted = [each.strip() for each in re.split(r"[;|]", answer) if each.strip()]
    if accepted:
        found.kind, found.fields = "short", {"accepted": ["\n".join(accepted)]}
    else:
        found.refuse(_("This question has no choices and no answer."))


def _with_choices(found: Found, asked: ReadQuestion) -> None:
    if asked.answer is None:
        _use_marks(asked.choices)
    texts = [each.text for each in asked.choices]
    if len(set(asked.bullets)) == 2 and "*" in asked.bullets:  # where every bullet is *, none marks
        for each, bullet in zip(asked.choices, asked.bullets, strict=False):
            each.right = each.right or bullet == "*"
    right = [number for number, each in enumerate(asked.choices, 1) if each.right]
    if asked.answer is not None:
        right = _named(asked.answer, texts)
        if not right:
            found.remark(CHANGED, NO_CHOICE, right=asked.answer)
    elif not right:
        found.remark(CHANGED, NO_KEY)
    letters = "".join(each.letter for each in asked.choices)
    if letters and letters != (LETTERS + "KLMNOPQRSTUVWXYZ")[: len(texts)]:
        found.remark(CHANGED, _("The letters of its choices are not in order: please look at it."))
    found.kind = "several" if len(right) > 1 else "single"
    found.fields = choice_fields(texts, right)


def _use_marks(choices: list[ReadChoice]) -> None:
    """Take the marks behind right choices away; where a line says what is right, they are text."""
    bold = [_BOLD.fullmatch(each.text) for each in choices]
    for each, match in zip(choices, bold, strict=True):
        if match and not all(bold):
            each.text, each.right = match[2], True
        if told := _TOLD.search(each.text):
            each.text, each.right = each.text[: told.start()], True


def _named(answer: str, texts: list[str]) -> list[int]:
    """Return which choices an answer names: "B", "(B)", "B) Paris", "A, C", "2", or "Paris"."""
    plain = [" ".join(text.casefold().split()) for text in texts]
    if (whole := " ".join(answer.casefold().split())) in plain:
        return [plain.index(whole) + 1]
    marks = LETTERS[: len(texts)]
    if match := re.fullmatch(rf"\(?([{marks}{marks.lower()}])\s?[).:]\s*\S.*", answer):
        return [marks.index(match[1].upper()) + 1]
    parts = [part.strip("() .").upper() for part in re.split(r"\s*[,;/&+]\s*|\s+(?:and|und|y|et)\s+|\s+", answer)]
    named = [part for part in (unicodedata.normalize("NFKC", part) for part in parts) if part]
    if all(len(part) == 1 and part in marks for part in named):
        return sorted({marks.index(part) + 1 for part in named})
    if all(re.fullmatch(r"\d{1,3}", part) and 1 <= int(part) <= len(texts) for part in named):
        return sorted({int(part) for part in named})
    return []
