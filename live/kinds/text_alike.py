"""Which long answers are alike: those that have most of their words in common."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from live.content.folding import bare

SHARE = 3, 5
"Two answers are alike when three fifths of the words of both are common to them (Jaccard's index of at least 0.6)."
MOST_COMPARISONS = 100_000
"Where people use few different words nearly all answers have to be compared; the rest then stays as it is."


def alike(counts: Mapping[str, int]) -> dict[str, str]:
    """Return by value the one that it is counted under: the most frequent one of a group, of these the first.

    `counts` has folded texts in the order in which they came. An answer is compared with the first of each group alone,
    so it may be less like others there. Only groups that share one of its rarest words are looked at: of n words an
    alike one has at least 3 n / 5, so it has one of any n - 3 n / 5 + 1 ("prefix filtering", Chaudhuri, Ganti and
    Kaushik, A Primitive Operator for Similarity Joins in Data Cleaning, 2006).
    """
    words = {value: frozenset(map(bare, value.split())) for value in sorted(counts, key=lambda each: -counts[each])}
    known = Counter(word for each in words.values() for word in each)
    groups = _Groups()
    found: dict[str, str] = {}
    for value, has in words.items():
        rare = sorted(has, key=lambda word: (known[word], word))[: len(has) - _least(len(has)) + 1]
        if (leader := groups.find(has, rare)) is not None:
            found[value] = leader
        elif groups.compared > MOST_COMPARISONS:
            break
        else:
            groups.add(value, has, rare)
    return found


def _least(words: int) -> int:
    """Return how many of so many words must be common, rounded up."""
    part, whole = SHARE
    return -(-part * words // whole)


class _Groups:
    """The first answers of the groups, by their rarest words."""

    def __init__(self) -> None:
        self.leaders: list[tuple[str, frozenset[str]]] = []
        self.by_word: defaultdict[str, list[int]] = defaultdict(list)
        self.compared = 0

    def add(self, value: str, words: frozenset[str], rare: list[str]) -> None:
        """Begin a group."""
        for word in rare:
            self.by_word[word].append(len(self.leaders))
        self.leaders.append((value, words))

    def find(self, words: frozenset[str], rare: list[str]) -> str | None:
        """Return the leader of the first group that is alike; None without one, or when enough were compared."""
        part, whole = SHARE
        for at in sorted({at for word in rare for at in self.by_word.get(word, ())}):
            self.compared += 1
            if self.compared > MOST_COMPARISONS:
                return None
            leader, others = self.leaders[at]
            common = len(words & others)
            if whole * common >= part * (len(words) + len(others) - common):
                return leader
        return None
