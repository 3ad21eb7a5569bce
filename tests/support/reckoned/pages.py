"""What has to stand on each page of a lesson by the rows of the database, reckoned without the program's help."""

from collections.abc import Collection
from fractions import Fraction
from functools import cached_property
from itertools import chain

from tests.support import sight
from tests.support.reckoned.answers import KEYS, OWN, SHARES, only_choice
from tests.support.reckoned.figures import Rows, Told, cell_name, gaps, mean, tenth, ways
from tests.support.reckoned.tallies import TALLIES
from tests.support.truth import Asked, Given, Truth

Places = dict[str, Rows]
"By the place on a page what is read there."
IN_A_LINE = {"estimate", "number", "pin", "short"}
"Kinds whose right answer stands in a line of its own beside the tally; the tally of the others has it."
NAMED = 3
"People whom the screen names as the nearest, at most."


class Reckoned(Truth):
    """A room with partial credit, all of whose people are here."""

    @property
    def scoring(self) -> list[Asked]:
        """The rounds that give points; each question is asked once."""
        return [each for each in self.rounds if each.kind_slug in SHARES and each.closed_at and each.weight]

    def share(self, nickname: str, asked: Asked) -> Fraction:
        """How right somebody's answer is."""
        given = self.answer(nickname, asked)
        return SHARES[asked.kind_slug](asked.content, given.value) if given else Fraction(0)

    def points(self, nickname: str, asked: Asked) -> int:
        """What an answer was worth."""
        return round(1000 * asked.weight * self.share(nickname, asked)) if asked.kind_slug in SHARES else 0

    def _rank(self, nickname: str) -> tuple[int, int, int]:
        right = [each for each in self.scoring if self.share(nickname, each) == 1]
        times = [answer.time_ms or 0 for each in right if (answer := self.answer(nickname, each))]
        return -sum(self.points(nickname, each) for each in self.scoring), -len(right), sum(times)

    def given_to(self, asked: Asked) -> list[Given]:
        """The answers to a round, in the order in which they came."""
        return sorted((each for each in self.given if each.round_id == asked.id), key=lambda each: str(each.arrived_at))

    def told(self, asked: Asked, *, revealed: bool, wide: bool = False) -> Told:
        """A round as its tally tells it."""
        return Told(asked, self.given_to(asked), revealed, wide, len(self.people), self._spelt(asked))

    def rows(self, asked: Asked, *, revealed: bool, wide: bool = False) -> Rows:
        """What stands in a tally."""
        return TALLIES[asked.kind_slug](self.told(asked, revealed=revealed, wide=wide))

    def words(self, asked: Asked) -> list[str]:  # type: ignore[override]
        """The words of the people, the teacher and the answers that may stand beside numbers."""
        content, given = asked.content, self.given_to(asked)
        lists = [content[name] for name in ("choices", "items", "statements", "left", "accepted") if name in content]
        right = content.get("right") if asked.kind_slug == "match" else []
        areas = [area["name"] for area in content.get("areas", [])]
        cells = [cell_name(cell) for area in content.get("areas", []) for cell in area["cells"]]
        cells += [cell_name(each.value) for each in given] if areas else []
        filled = [word for right, options in gaps(content.get("source", "")) for word in (*right, *options)]
        typed = [way for each in given for way in (each.typed, *each.typed.split(", "), *ways(each))]
        return [*self.people, *chain(*lists), *(right or []), *areas, *cells, *filled, *typed]

    @property
    def known(self) -> list[str]:
        """The words that may stand beside numbers now."""
        return self.words(self.round) if self.round else self.people

    @property
    def current(self) -> Told | None:
        """The round that is asked, as its tally tells it; None at the end."""
        return self.told(self.round, revealed=self.tells_right) if self.round else None

    @property
    def number(self) -> Rows:
        """Which question of how many is asked; nothing at the end."""
        return [self.round.number, self.questions] if self.round else []

    @cached_property
    def questions(self) -> int:
        """How many questions the quiz has."""
        [found] = self._rows("SELECT COUNT(*) AS n FROM live_question WHERE quiz_id = ?", self.room["quiz_id"])
        return int(found["n"])

    @property
    def counted(self) -> Rows:
        """How many have answered of all who are here; or how many are."""
        if self.phase in {"open", "closed"} and self.round:
            return [len(self.answered(self.round)), len(self.people)]
        return [] if self.phase == "ended" else [len(self.people)]

    @property
    def ranked(self) -> Rows:
        """The standings: each place, who shares it, and the points."""
        return [part for row in sight.ranks(self) for part in row]

    @property
    def tells_right(self) -> bool:
        """Whether the key may be shown."""
        return self.phase not in {"open", "closed"}

    def key(self, slugs: Collection[str]) -> Rows:
        """The right answer, for these kinds, once it is told."""
        asked = self.round if self.phase == "revealed" else None
        return KEYS[asked.kind_slug](asked.content) if asked and asked.kind_slug in {*KEYS}.intersection(slugs) else []


def host(truth: Reckoned) -> Places:
    """The host page."""
    asked = truth.round
    asks = truth.phase in {"open", "closed", "revealed"}
    tally = [len(truth.given_to(asked)), *truth.rows(asked, revealed=truth.tells_right)] if asked else []
    strip = [part for number in range(1, truth.questions + 1) for part in _stroke(truth, number)]
    return {
        "where": truth.number if asks else [],
        "progress": truth.number,
        "answered": truth.counted,
        "tally": tally if asks else [*truth.ranked, *tally],
        "people": [len(truth.people), *truth.people],
        "strip": strip if asked else [],
        "right": truth.key(IN_A_LINE),
    }


def _stroke(truth: Reckoned, number: int) -> Rows:
    """A question of the strip: its number, and how much of it was right once that is told."""
    asked = next((each for each in truth.rounds if each.number == number), None)
    behind = asked and (asked != truth.round or truth.tells_right) and asked.kind_slug in SHARES
    if not asked or not behind:
        return [number]
    shares = [truth.share(each.nickname, asked) for each in truth.given_to(asked)]
    return [number, round(100 * sum(shares) / len(shares))]


def screen(truth: Reckoned) -> Places:
    """The screen, and the page that the host presents."""
    asked = truth.round if truth.phase in {"closed", "revealed"} else None
    rows = truth.rows(asked, revealed=truth.tells_right, wide=True) if asked else []
    cloud = [len(rows) // 2] if asked and asked.kind_slug == "cloud" else []
    return {
        "where": truth.number,
        "answered": truth.counted,
        "tally": [*cloud, *rows],
        "right": truth.key(IN_A_LINE),
        "nearest": _nearest(truth) if truth.phase == "revealed" else [],
        "ranks": _stage(truth),
    }


def _stage(truth: Reckoned) -> Rows:
    """The standings, or the podium, on which the names stand above the places."""
    if truth.phase == "standings":
        return truth.ranked
    podium = sight.podium(truth) if truth.phase == "ended" else []
    return [part for place, names, points in podium for part in (names, place, points)]


def _nearest(truth: Reckoned) -> Rows:
    """Who was nearest: three at most, and no more than half of all who answered."""
    asked = truth.round
    if not asked or asked.kind_slug != "estimate":
        return []
    given = truth.given_to(asked)
    most = min(NAMED, max(1, len(given) // 2))
    return [each.nickname for each in sorted(given, key=lambda each: _distance(asked, each))[:most]]


def _nearness(truth: Reckoned, asked: Asked, given: Given) -> Rows:
    """The place of an estimate among all, and how many there are."""
    away = [_distance(asked, each) for each in truth.given_to(asked)]
    return [1 + sum(each < _distance(asked, given) for each in away), len(away)]


def _distance(asked: Asked, given: Given) -> Fraction:
    return abs(Fraction(given.value) - Fraction(asked.content["right"]))


def phone(truth: Reckoned, nickname: str) -> Places:
    """A participant's page."""
    asked = truth.round if truth.phase in {"open", "closed", "revealed"} else None
    rates = asked and truth.phase == "revealed" and asked.kind_slug == "scale"
    return {
        "where": truth.number if asked else [],
        "mine": _mine(truth, nickname, asked) if asked else [sight.mine(truth, nickname)],
        "right": truth.key(KEYS),
        "room": _means(truth, asked) if asked and rates else [],
    }


def _means(truth: Reckoned, asked: Asked) -> Rows:
    """The mean of each statement of a scale."""
    split = truth.told(asked, revealed=True).split
    found = [[int(each[at]) for each in split if each[at] != "-"] for at in range(len(asked.content["statements"]))]
    return [tenth(mean(each)) for each in found]


def _mine(truth: Reckoned, nickname: str, asked: Asked) -> Rows:
    """One's own answer: when it came; what it was worth, or what had been right; and one's place."""
    given, slug = truth.answer(nickname, asked), asked.kind_slug
    own = OWN[slug](asked.content, given, truth.tells_right) if given else []
    if truth.phase == "open":
        return [*given.received_at.split(":"), *own] if given else []
    if truth.phase == "closed" or slug not in SHARES:
        return own
    if given and slug == "estimate":
        own += _nearness(truth, asked, given)
    points, place = truth.points(nickname, asked), truth.place(nickname)
    worth = [points] if points else only_choice(slug, asked.content) if given else []
    return [*worth, *own, place.place, len(truth.people), place.points]
