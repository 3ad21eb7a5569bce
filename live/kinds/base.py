"""The contract of a kind of question (docs/kinds.md), and the register of all kinds."""

from collections.abc import Collection, Iterable, Mapping
from random import Random
from typing import Any, ClassVar

from django.http import QueryDict

from live.content.pictures import Picture
from live.kinds.editor_fields import Fields
from live.kinds.values import Bar, Chart, Choice, Content, Counts, Label


class Kind:
    """One kind of question: reads forms, refuses nonsense with a sentence, grades, tallies and names its templates."""

    slug: ClassVar[str]
    label: ClassVar[Label]
    typed: ClassVar[bool] = False  # people type: shown on the screen after closing only, and the host may hide a value
    wordy: ClassVar[bool] = False  # what was typed says more than the value: it stands in the results
    scores: ClassVar[bool] = True  # can have a right answer, so a weight is asked for
    rows_stand: ClassVar[bool] = False  # the screen has all rows, however many: none are folded into "other answers"
    wall: ClassVar[bool] = False  # what people type hangs on a wall: the host stars answers, and puts some together
    boxed: ClassVar[bool] = False  # its choices have boxes, as several can be picked
    lanes: ClassVar[bool] = False  # the screen may draw its choices as columns, when they are few and short
    picture_field: ClassVar[str] = ""  # the editor's field that names the pictures of its choices; "" without
    alt_field: ClassVar[str] = ""  # the one that describes them
    most_pictures: ClassVar[int] = 0
    pictured: ClassVar[bool] = False  # asks about the question's picture: there must be one, and its parts draw it
    own_is_list: ClassVar[bool] = False  # at the reveal one's own answer is a list, with what was right of it
    order: ClassVar[int] = 100  # where it stands in the editor's menu

    def template(self, part: str) -> str:
        """Return the template of a part: ask, answer, reveal, edit, tally, or chart."""
        return f"live/kinds/{self.slug}/_{part}.html"

    @property
    def tally_template(self) -> str:
        """The template that draws the tally."""
        return self.template("tally")

    @property
    def chart_template(self) -> str:
        """The template that draws the chart."""
        return self.template("chart")

    @property
    def paper_template(self) -> str:
        """The template of the space for a handwritten answer."""
        return "live/kinds/_paper.html"

    def context(self, content: Content) -> dict[str, Any]:
        """All that this kind's templates need from the content."""
        choices = self.choices(content)
        pictured = any(choice.picture for choice in choices)
        return {"kind": self, "content": content, "choices": choices, "pictured": pictured}

    def editor(self, content: Content, sent: QueryDict) -> dict[str, Any]:
        """All that the editor's template needs; `sent`: the form that the content was read from, empty for none.

        A field `seen` of that template says what there was when it was drawn; it is not kept under another kind.
        """
        return self.context(content)

    def about_picture(self, number: int, sentence: str) -> str:
        """Return a sentence about the picture of a choice, by its number, with the choice named."""
        return sentence

    def first_empty(self, content: Content) -> str:
        """Return the id of the editor's first field that is still empty; "" when there is none."""
        return ""

    def after_enter(self, content: Content, sent: QueryDict) -> str:
        """Return the id of the field that Enter leads to; "" when the question is complete and Enter saves it."""
        return ""

    def choices(self, content: Content) -> list[Choice]:
        """Return the choices; none for a kind whose answers are typed."""
        return []

    def rows(self, content: Content) -> list[str]:
        """The rows, as they are drawn, that ask and reveal list and the tally repeats; none for a hint."""
        return [choice.html for choice in self.choices(content)]

    def beside(self, content: Content) -> float:
        """Return how much stands beside the words of a row on the screen, in em of the row; 0 for a key and a count."""
        return 0

    def with_formulas(self, content: Content) -> list[str]:
        """Return the lines of a teacher that may have formulas in them: what is drawn of them is kept."""
        return [choice.text for choice in self.choices(content)]

    def blank(self) -> Content:
        """Return the content of a new question."""
        raise NotImplementedError

    def draft(self, form: QueryDict) -> Content:
        """Read the editor's form without judging it, for the editor to show again beside its errors. Never raises."""
        return self.blank()

    def fields(self, content: Content) -> Fields:
        """Return the fields of the editor's form that say this content: `clean` backwards."""
        return {}

    def validate(self, content: Content) -> Content:
        """Return content (from the editor or a file) in the form that is stored. Raises Invalid."""
        return content

    def on_picture(self, content: Content, picture: Picture | None) -> Content:
        """Return the content as it lies on the question's picture. Never raises."""
        return content

    def clean(self, form: QueryDict) -> Content:
        """Read and judge the editor's form. Raises Invalid."""
        return self.validate(self.draft(form))

    def asks(self, content: Content) -> bool:
        """Tell whether an answer is wanted. Without, there is no form, nothing is counted, and nobody is waited for."""
        return True

    def graded(self, content: Content) -> bool:
        """Tell whether there is a right answer; without one the question is a poll."""
        return False

    def keyless(self, content: Content) -> Content:
        """Return the content without its key: all that may be drawn before the reveal."""
        return content

    def shuffled(self, content: Content, random: Random) -> Content:
        """Return the content as a room asks it that shuffles choices: what is right of them goes with them."""
        return content

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Read a participant's form as (canonical value, what was typed). Raises Refused with status 422."""
        raise NotImplementedError

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return the fields of the form that sends this answer: `parse` backwards. None where buttons answer."""
        return {}

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return the fields of a form that somebody might send, for rehearsals; none where no answer is asked for."""
        raise NotImplementedError

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        """Return how right a value is by itself, from 0 to 1. Called by `fractions` alone."""
        return 0.0

    def fractions(self, content: Content, values: Iterable[str], partial: bool) -> dict[str, float]:
        """Return how right each of a round's values is: all that count, as a kind may compare them.

        Called for graded questions only, and not before the reveal.
        """
        return {value: self.fraction(content, value, partial) for value in values}

    def accepting(self, content: Content, value: str) -> Content | None:
        """Return the content by whose key the answers of a row of the tally are right; never raises.

        None, too, when they are right already, and for a kind whose rows are no answers.
        """
        return None

    def ranked(self, content: Content, values: Iterable[str]) -> list[list[str]]:
        """Return the values whose givers the screen may name at the reveal: equally good ones together, best first.

        None by default: a mistake is nobody else's business.
        """
        return []

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Fold the counts of values into the rows that are drawn."""
        raise NotImplementedError

    def every_row(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return all rows, also those that the tally folds into a last one, for a page of their own."""
        return self.tally(content, counts)

    def alike(self, content: Content, counts: dict[str, int]) -> dict[str, str]:
        """Return those values that are so much like another one that they are counted under it from the close on.

        `counts` is in the order in which the answers came. Asked once a round, of a kind with a `wall`.
        """
        return {}

    def chart(self, content: Content, counts: dict[str, int], hidden: Collection[str] = ()) -> Chart | None:
        """What the template `chart` draws of the answers, without the hidden rows; None without a chart."""
        return None

    def summary(self, chart: Chart) -> str:
        """Return what all have answered, in a sentence for the phones at the reveal; "" for none."""
        return ""

    def spelt(self, content: Content, counts: Counts) -> dict[str, str]:
        """Return by value what a room keeps of how it was typed once its names are gone: as its row is labelled.

        Nothing for a kind whose rows say the value.
        """
        return {}

    def key_text(self, content: Content) -> str:
        """Return the right answers in words; "" for a poll."""
        return ""

    def value_text(self, content: Content, value: str) -> str:
        """Return a response's value in words."""
        return value

    def picked(self, value: str) -> list[int]:
        """Return the numbers of the choices in a value: a phone marks its own. None for a kind without choices."""
        return []

    def key_html(self, content: Content) -> str:
        """Return the right answers as they are drawn."""
        return self.key_text(content)

    def value_html(self, content: Content, value: str) -> str:
        """Return a response's value as it is drawn: formulas only where a teacher wrote the words."""
        return self.value_text(content, value)

    def own_html(self, content: Content, value: str, typed: str) -> str:
        """Return an answer as its giver sees it: as it was typed, where people type.

        Before the reveal it gets the keyless content; afterwards it may tell what was right of it, and be a list
        (`own_is_list`), `<ol class="own">` with a class `correct` on each line that is right.
        """
        return typed or self.value_html(content, value)

    def compared(self, content: Content, counts: Mapping[str, int]) -> dict[str, str]:
        """Return by value what its giver is told at the reveal of how it stands beside all others; none by default."""
        return {}


_kinds: dict[str, Kind] = {}
_former: dict[tuple[str, int], Kind] = {}


def register(kind: Kind) -> Kind:
    """Register a kind; it replaces one with the same slug."""
    _kinds[kind.slug] = kind
    return kind


def forget(slug: str) -> None:
    """Remove a kind from the register, for a test that added it."""
    _kinds.pop(slug, None)


def kind(slug: str) -> Kind:
    """Return the kind of a slug. Raises KeyError."""
    return _kinds[slug]


def register_former(kind: Kind, edition: int) -> None:
    """Register how a kind judged in the rounds of an edition: they are graded and counted as they were then."""
    _former[kind.slug, edition] = kind


def judging(slug: str, edition: int) -> Kind:
    """Return the kind of a slug as it judges the rounds of an edition. Raises KeyError."""
    return _former.get((slug, edition)) or kind(slug)


def all_kinds() -> list[Kind]:
    """Return every kind, in the editor's order."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.slug))
