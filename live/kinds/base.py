"""What every kind of question can do, and the list of the kinds there are."""

from typing import Any, ClassVar

from django.http import QueryDict

from live.kinds.charts.histogram import Histogram
from live.kinds.values import Bar, Choice, Content, Label


class Kind:
    """One kind of question: it reads forms, refuses nonsense with a sentence, grades, tallies, names its templates."""

    slug: ClassVar[str]
    label: ClassVar[Label]
    typed: ClassVar[bool] = False  # people type: shown on the screen after closing only, and the host may hide a value
    wordy: ClassVar[bool] = False  # what was typed says more than the value: it stands in the results
    scores: ClassVar[bool] = True  # can have a right answer, so a weight is asked for
    order: ClassVar[int] = 100  # where it stands in the editor's menu

    def template(self, part: str) -> str:
        """The template of a part: ask, answer, reveal, edit or tally; of some kinds, chart."""
        return f"live/kinds/{self.slug}/_{part}.html"

    @property
    def tally_template(self) -> str:
        """What was answered, counted."""
        return self.template("tally")

    @property
    def paper_template(self) -> str:
        """Where an answer is written by hand."""
        return "live/kinds/_paper.html"

    def context(self, content: Content) -> dict[str, Any]:
        """All that this kind's templates need from the content."""
        return {"kind": self, "content": content, "choices": self.choices(content)}

    def editor(self, content: Content, sent: QueryDict) -> dict[str, Any]:
        """All that the editor's template needs; `sent`: the form that the content was read from, empty for none."""
        return self.context(content)

    def first_empty(self, content: Content) -> str:
        """The editor's first field, by its id, that may still be filled; "" without one."""
        return ""

    def after_enter(self, content: Content, sent: QueryDict) -> str:
        """Where the editor goes on after Enter, a field by its id; "" when all is said and the question to be kept."""
        return ""

    def choices(self, content: Content) -> list[Choice]:
        """What can be chosen; nothing for kinds where people type."""
        return []

    def blank(self) -> Content:
        """The content of a new question in the editor."""
        raise NotImplementedError

    def draft(self, form: QueryDict) -> Content:
        """The editor's form as content, not judged: what the editor shows again beside its errors. Never raises."""
        return self.blank()

    def validate(self, content: Content) -> Content:
        """Content, from the editor or from a file, as it will be kept. Raises Invalid."""
        return content

    def clean(self, form: QueryDict) -> Content:
        """The editor's form as content that can be kept. Raises Invalid."""
        return self.validate(self.draft(form))

    def graded(self, content: Content) -> bool:
        """Whether there is a right answer; without one the question is a poll."""
        return False

    def keyless(self, content: Content) -> Content:
        """The content without its key: what may be drawn before the reveal."""
        return content

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """A participant's form as (canonical value, what was typed). Raises Refused with status 422."""
        raise NotImplementedError

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """How right a value is, 0 to 1; for graded questions alone."""
        return 0.0

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Responses counted by value, folded into the rows to draw."""
        raise NotImplementedError

    def chart(self, content: Content, counts: dict[str, int]) -> Histogram | None:
        """What the template `chart` draws above the tally; None without one."""
        return None

    def key_text(self, content: Content) -> str:
        """The right answers in words; "" for a poll."""
        return ""

    def value_text(self, content: Content, value: str) -> str:
        """A response's value in words."""
        return value

    def drawn(self, words: str) -> str:
        """Words of the key or of a response as they are drawn: of what people type nothing is."""
        return words


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; a second one with the same slug replaces the first."""
    _kinds[kind.slug] = kind
    return kind


def forget(slug: str) -> None:
    """Take a kind away again; for a test that added one."""
    _kinds.pop(slug, None)


def kind(slug: str) -> Kind:
    """The kind of that slug. Raises KeyError."""
    return _kinds[slug]


def all_kinds() -> list[Kind]:
    """Every kind, in the editor's order."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.slug))
