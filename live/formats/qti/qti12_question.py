"""One item of QTI 1.2 as a question: by the type that Canvas names, else by what is there."""

from collections.abc import Callable
from html import escape
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_noop as _

from live.formats import embedded, found_pictures, kind_fields, texts, weighed
from live.formats.found import LOST, RAW_LENGTH, Found, Reading
from live.formats.markup import html_markdown
from live.formats.qti import qti12_item
from live.formats.qti.qti12_item import Condition, Label

Fetch = Callable[[str], bytes | None]
"Return the bytes of a file of the package, by its path; None when it is not there."
_GENERAL, _CORRECT = ("general_fb", "solution"), ("correct_fb", "correct")
_NUMERIC = {"decimal", "integer", "scientific"}


class Item:
    """One item that is being read into `found`."""

    def __init__(self, reading: Reading, item: Element, found: Found, fetch: Fetch) -> None:
        self.reading, self.item, self.found, self.fetch = reading, item, found, fetch
        self.metadata = qti12_item.metadata(item)
        self.responses = qti12_item.responses(item)
        self.scoring: list[Condition] = qti12_item.conditions(item)
        self.feedback = qti12_item.feedback(item)
        self.html = qti12_item.shown(item.find("presentation"))

    def read(self) -> Found:
        """Read text, answers and feedback."""
        found = self.found
        found.text, images = html_markdown.markdown(self.html[:RAW_LENGTH])
        found_pictures.take(self.reading, found, images, self.file)
        for ident in _GENERAL:
            texts.explain(found, self.feedback.pop(ident, ""), texts.HTML)
        if len(self.html) > RAW_LENGTH:
            found.refuse(_("Its text is too long."))
        else:
            self.answers()
        if found.fields:
            texts.points(found, self.metadata.get("points_possible", ""))
        rest = sorted(self.feedback, key=lambda ident: ident not in _CORRECT)
        weighed.feedback(found, [("", self.told(ident), ident in _CORRECT) for ident in rest])
        texts.title(found, self.item.get("title", ""))
        return found

    def file(self, source: str) -> bytes | None:
        """Return the bytes of a picture's source."""
        return self.fetch(found_pictures.package_path(source))

    def told(self, ident: str) -> str:
        """Return a feedback."""
        return html_markdown.markdown(self.feedback.get(ident, "")).text

    def answers(self) -> None:
        """Read the answers by the type that Canvas names, else by what is there."""
        named = self.metadata.get("question_type", "")
        if named in REFUSED:
            self.found.refuse_type(named)
            return
        (TYPES.get(named) or self.by_structure())(self)

    def by_structure(self) -> "Callable[[Item], None]":
        """Tell the type from the places for answers."""
        tags = [each.tag for each in self.responses]
        if not tags:
            return Item.slide
        if "response_xy" in tags or "response_grp" in tags or len(set(tags)) > 1:
            return Item.unknown
        if tags[0] != "response_lid":
            return Item.typed if len(tags) == 1 else Item.typed_gaps
        if len(tags) > 1:
            return Item.listed_gaps if all(f"[{name}]" in self.html for name in self.names()) else Item.match
        cardinality = self.responses[0].get("rcardinality", "Single").lower()
        return {"multiple": Item.several, "ordered": Item.order}.get(cardinality, Item.single)

    def names(self) -> list[str]:
        """Return the names by which the text refers to its gaps, as HTML."""
        return [escape(self.left(each) or each.get("ident", "").removeprefix("response_")) for each in self.responses]

    def left(self, response: Element) -> str:
        """Return the words beside a place for answers."""
        return html_markdown.words(qti12_item.shown(response))

    def unknown(self) -> None:
        """Say that it cannot come."""
        self.found.refuse_type(self.responses[0].tag)

    def slide(self) -> None:
        """Something that is only shown."""
        kind_fields.slide(self.found)

    def essay(self) -> None:
        """A long answer."""
        kind_fields.open_text(self.found)

    def choices(self) -> list[weighed.Choice]:
        """Return the choices of the first place for answers."""
        if not self.responses:
            return []
        scores = qti12_item.weights(self.scoring, self.responses[0].get("ident", ""))
        made = []
        for label in qti12_item.labels(self.responses[0]):
            written = texts.one_line(label.html, texts.HTML)
            weight = scores.get(label.ident, 0)
            choice = found_pictures.choice(self.reading, self.found, written, weight, self.file)
            said_of = self.told(f"{label.ident}_fb")
            self.feedback.pop(f"{label.ident}_fb", None)
            made.append(choice._replace(feedback=said_of))
        return made

    def single(self) -> None:
        """One choice; true and false by their words."""
        choices = self.choices()
        if sorted(each.text.lower() for each in choices) == ["false", "true"]:
            self.as_truth(sorted(choices, key=lambda each: each.text.lower() == "false"))
        else:
            weighed.choose(self.found, choices, several=False)

    def truth(self) -> None:
        """True or false: by their words, in other languages true stands first."""
        choices = self.choices()
        if len(choices) != 2:
            weighed.choose(self.found, choices, several=False)
        else:
            self.as_truth(sorted(choices, key=lambda each: each.text.lower() == "false"))

    def as_truth(self, choices: list[weighed.Choice]) -> None:
        """Make it true or false; the true one is the first."""
        weighed.feedback(self.found, [(each.text, each.feedback, each.weight > 0) for each in choices])
        weighed.lose_pictures(self.found, choices)
        right = [each.weight > 0 for each in choices]
        kind_fields.truth(self.found, right[0] if any(right) else None)

    def several(self) -> None:
        """Several choices."""
        weighed.choose(self.found, self.choices(), several=True)

    def order(self) -> None:
        """Items in an order: that of the first condition that names all of them."""
        items = {
            label.ident: texts.line(self.found, label.html, texts.HTML)
            for label in qti12_item.labels(self.responses[0])
        }
        for condition in self.scoring:
            named = [part.text for part in sorted(condition.parts, key=qti12_item.index)]
            if sorted(named) == sorted(items):
                kind_fields.order(self.found, [items[ident] for ident in named])
                return
        kind_fields.order(self.found, items.values(), right=False)

    def typed(self) -> None:
        """A number, a short text, or without a key a long one."""
        response = self.responses[0]
        kinds = {each.get("fibtype", "").lower() for each in response.iter("render_fib")}
        signs = {part.sign for condition in self.scoring for part in condition.parts}
        if response.tag == "response_num" or kinds & _NUMERIC or signs - {"varequal"}:
            self.number()
        elif not signs:
            self.essay()
        else:
            self.short()

    def short(self) -> None:
        """Accepted answers."""
        ident = self.responses[0].get("ident", "") if self.responses else ""
        scores = qti12_item.weights(self.scoring, ident)
        cases = {part.given.get("case", "No").lower() for each in self.scoring for part in each.parts}
        answers = [weighed.Choice(" ".join(text.split()), weight) for text, weight in scores.items()]
        weighed.accept(self.found, answers, exact=cases == {"yes"})

    def number(self) -> None:
        """Numbers with their tolerance, and ranges."""
        best = max((condition.score for condition in self.scoring), default=1)
        values = [
            qti12_item.number(condition)._replace(weight=100 * condition.score / best) for condition in self.scoring
        ]
        weighed.number(self.found, values)

    def match(self) -> None:
        """A left side for each place for answers; labels that are never named are distractors."""
        pairs: list[tuple[str, str]] = []
        named: set[str] = set()
        every: dict[str, Label] = {}
        for response in self.responses:
            own = {label.ident: label for label in qti12_item.labels(response)}
            every |= own
            scores = qti12_item.weights(self.scoring, response.get("ident", ""))
            right = next((ident for ident in scores if ident in own), "")
            left = texts.line(self.found, qti12_item.shown(response), texts.HTML)
            if right and left:
                named.add(right)
                pairs.append((left, texts.line(self.found, own[right].html, texts.HTML)))
            elif left:
                self.found.remark(LOST, _("A left side without a partner was left out."))
        rest = [texts.line(self.found, label.html, texts.HTML) for ident, label in every.items() if ident not in named]
        weighed.pair(self.found, pairs, rest)

    def listed_gaps(self) -> None:
        """Gaps with a list to choose from."""
        self.gaps(chosen=True)

    def named_gaps(self) -> None:
        """Gaps where all labels are accepted, though the score names one of them."""
        self.gaps(chosen=False)

    def gaps(self, chosen: bool) -> None:
        """Put gaps where the text names them."""
        marked, gaps = self.html, []
        for name, response in zip(self.names(), self.responses, strict=True):
            scores = qti12_item.weights(self.scoring, response.get("ident", ""))
            ordered = sorted(qti12_item.labels(response), key=lambda label: -scores.get(label.ident, 0))
            if chosen and not any(label.ident in scores for label in ordered):
                ordered = []
            words = [html_markdown.words(label.html) for label in ordered]
            gaps.append(embedded.Gap(list(dict.fromkeys(filter(None, words))), chosen))
            marked = marked.replace(f"[{name}]", embedded.mark(len(gaps) - 1))
        self.fill(marked, gaps)

    def typed_gaps(self) -> None:
        """Gaps between the texts, where the places for answers stand."""
        holes = {id(each): embedded.mark(number) for number, each in enumerate(self.responses)}
        gaps = [
            embedded.Gap([text for text in qti12_item.weights(self.scoring, each.get("ident", "")) if text], False)
            for each in self.responses
        ]
        presentation = self.item.find("presentation")
        marked = (
            qti12_item.shown(presentation, holes).replace("</div>\ue000", "\ue000").replace("\ue001<div>", "\ue001")
        )
        self.fill(marked, gaps)

    def fill(self, marked: str, gaps: list[embedded.Gap]) -> None:
        """Make it a cloze, unless a gap has no right answer."""
        if all(gap.answers for gap in gaps):
            embedded.filled(self.found, marked, gaps, texts.HTML)
        else:
            self.found.refuse(_("A gap has no right answer."))


TYPES: dict[str, Callable[[Item], None]] = {
    "multiple_choice_question": Item.single,
    "true_false_question": Item.truth,
    "short_answer_question": Item.short,
    "fill_in_multiple_blanks_question": Item.named_gaps,
    "multiple_answers_question": Item.several,
    "multiple_dropdowns_question": Item.listed_gaps,
    "matching_question": Item.match,
    "numerical_question": Item.number,
    "essay_question": Item.essay,
    "text_only_question": Item.slide,
}
"By Canvas' names."
REFUSED = {"calculated_question", "file_upload_question"}
