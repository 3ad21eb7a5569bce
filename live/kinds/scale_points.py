"""Words for the points of a scale: presets in the language of the room, or a teacher's own."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from live.kinds.values import Content

OWN = "own"
"The editor's choice for words of one's own; content keeps these as a list."
PRESETS: dict[str, tuple[Promise, tuple[Promise, ...]]] = {
    "agreement": (
        _("Agreement"),
        (_("Strongly disagree"), _("Disagree"), _("Undecided"), _("Agree"), _("Strongly agree")),
    ),
    "frequency": (_("Frequency"), (_("Never"), _("Rarely"), _("Sometimes"), _("Often"), _("Always"))),
    "quality": (_("Quality"), (_("Very bad"), _("Bad"), _("Fair"), _("Good"), _("Very good"))),
    "importance": (
        _("Importance"),
        (_("Unimportant"), _("Less important"), _("Fairly important"), _("Important"), _("Very important")),
    ),
    "difficulty": (_("Difficulty"), (_("Very easy"), _("Easy"), _("Just right"), _("Hard"), _("Very hard"))),
    "probability": (_("Probability"), (_("Impossible"), _("Unlikely"), _("Possible"), _("Likely"), _("Certain"))),
    "pace": (_("Pace"), (_("Much too slow"), _("Too slow"), _("Just right"), _("Too fast"), _("Much too fast"))),
}
"By slug, which is stored: the name, and a word for each of five points."
TAKEN = {3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}
"Which of the five words so many points have; more points have the words of the ends alone."


@dataclass(frozen=True)
class Point:
    """One point of a scale."""

    number: int
    "From 1, also where the scale is shown from 0."
    shown: str
    word: str
    '"" where it has none.'
    tone: int = 3
    "Of five colours: 1 at the lower end, 3 in the middle, 5 at the upper end."

    @property
    def said(self) -> str:
        """The point in full: "4 – Agree"."""
        return f"{self.shown} – {self.word}" if self.word else self.shown


def points(content: Content) -> list[Point]:
    """Return the points of a scale, the lowest first."""
    words, first = point_words(content), 0 if content["zero"] else 1
    return [Point(at + 1, str(at + first), word, tone(at, len(words))) for at, word in enumerate(words)]


def tone(at: int, many: int) -> int:
    """Return the colour of a point, which is counted from 0: the outer half of each side is stronger."""
    side = many // 2
    if at >= many - side:
        return 6 - tone(many - 1 - at, many)
    return 3 if at >= side else 1 if at < (side + 1) // 2 else 2


def point_words(content: Content) -> list[str]:
    """Return a word for each point; "" for those without one."""
    words, many = content["words"], content["points"]
    if isinstance(words, list):
        return words
    if words not in PRESETS:
        first, last = content["ends"]
        return _at_ends(first, last, many)
    five = [str(word) for word in PRESETS[words][1]]
    return [five[at] for at in TAKEN[many]] if many in TAKEN else _at_ends(five[0], five[-1], many)


def _at_ends(first: str, last: str, many: int) -> list[str]:
    return [first, *[""] * (many - 2), last]
