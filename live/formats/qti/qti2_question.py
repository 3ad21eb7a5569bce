"""One item of QTI 2.x or 3 as a question, by the interaction that asks it."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_noop as _

from live.content.number_text import TooMuch
from live.formats import embedded, found_pictures, kind_fields, texts, weighed
from live.formats.embedded import mark
from live.formats.found import LOST, RAW_LENGTH, Found, Reading, is_refused
from live.formats.markup import html_markdown
from live.formats.qti import qti2_gaps, qti2_item, qti2_numbers, qti2_pairs, qti2_spots
from live.formats.qti.qti2_item import Response
from live.formats.xml_tree import markup, named, outermost

Fetch = Callable[[str], bytes | None]
"Return the bytes of a file beside the item, by its path; None when it is not there."
_RIGHT = re.compile(r"(?:correct|right|solution|general|explanation)\w*", re.IGNORECASE)
_INLINE = {"textEntryInteraction", "inlineChoiceInteraction"}


class Item:
    """One item that is being read into `found`."""

    def __init__(self, reading: Reading, root: Element, found: Found, fetch: Fetch) -> None:
        self.reading, self.root, self.found, self.fetch = reading, root, found, fetch
        body = root.find("itemBody")
        self.body = body if body is not None else Element("itemBody")
        self.interactions = qti2_item.interactions(body)
        self.responses = qti2_item.responses(root)
        self.instead = qti2_item.replaced(self.body)
        self.told: dict[str, str] = {}
        "The texts of choices by their names, for feedback that is about one of them."

    def read(self) -> Found:
        """Read text, answers, feedback and notes."""
        ask = self.asked()
        if self.found.remarks:
            self.show(markup(self.body, self.instead | self.holes("")))
            return self.found
        ask(self)
        if is_refused(self.found.remarks):
            self.found.kind = ""
        if self.found.kind:
            texts.points(self.found, qti2_item.points(self.root))
            self.rest()
        return self.found

    def asked(self) -> "Callable[[Item], None]":
        """Return what reads the answers; a remark tells of an item that cannot come."""
        names = [each.tag for each in self.interactions]
        unknown = next((name for name in names if name not in ASKED.keys() | _INLINE | {"mediaInteraction"}), "")
        if self.root.find("templateDeclaration") is not None:
            self.found.refuse(_("An item whose text is made up for each try cannot come."))
        elif self.root.get("adaptive") in {"true", "1"}:
            self.found.refuse(_("An item that changes with the answers cannot come."))
        elif unknown or names == ["mediaInteraction"]:
            self.found.refuse_type(unknown or names[0])
        names = [name for name in names if name != "mediaInteraction"]
        if len(names) > 1 and not set(names) <= _INLINE:
            self.found.refuse(_("It asks for several things at once."))
        if set(names) <= _INLINE:
            is_line = names == ["textEntryInteraction"] and not qti2_gaps.is_cloze(self.body)
            return Item.slide if not names else Item.typed if is_line else Item.gaps
        return ASKED.get(names[0], Item.slide)

    @property
    def response(self) -> Response:
        """The declared place for the answers of the first interaction."""
        return self.response_of(self.interactions[0])

    def response_of(self, interaction: Element) -> Response:
        """Return the declared place for the answers of an interaction."""
        ident = interaction.get("responseIdentifier", "")
        return self.responses.get(ident, Response(ident, "", "", [], {}, False))

    def holes(self, mark: str) -> dict[int, str]:
        """Return what stands for each interaction in the text: what it asks, or a mark in a line."""
        return {
            id(each): mark if each.tag in _INLINE else qti2_item.prompt(each, self.instead)
            for each in self.interactions
        }

    def show(self, html: str) -> None:
        """Keep a text as that of the question, with its picture."""
        if len(html) > RAW_LENGTH:
            self.found.refuse(_("Its text is too long."))
        self.found.text, images = html_markdown.markdown(html[:RAW_LENGTH])
        found_pictures.take(self.reading, self.found, images, self.fetch)

    def show_all(self) -> None:
        """Keep the whole body as the text."""
        self.show(markup(self.body, self.instead | self.holes("")))

    def line(self, element: Element) -> str:
        """Return a choice as one line."""
        text = texts.line(self.found, markup(element, self.instead), texts.HTML)
        self.told.setdefault(element.get("identifier", ""), text)
        return text

    def slide(self) -> None:
        """Something that is only shown."""
        self.show_all()
        kind_fields.slide(self.found)

    def choice(self) -> None:
        """One choice, or several; of true and false it is which one."""
        self.show_all()
        interaction, scores = self.interactions[0], qti2_item.weights(self.response)
        simple = named(interaction, "simpleChoice")
        several = interaction.get("maxChoices", "1") != "1" and self.response.cardinality != "single"
        choices = [self.pictured(each, scores.get(each.get("identifier", ""), 0)) for each in simple]
        words = [each.text.lower() for each in choices]
        names = [each.get("identifier", "").lower() for each in simple]
        for two in (words, names):
            if not several and sorted(two) == ["false", "true"]:
                right = [name for name, each in zip(two, choices, strict=True) if each.weight > 0]
                kind_fields.truth(self.found, right[0] == "true" if len(right) == 1 else None)
                weighed.lose_pictures(self.found, choices)
                return
        weighed.choose(self.found, choices, several)
        if self.found.fields and [each.get("fixed") == "true" for each in simple].count(True) == 1:
            self.found.fields |= {"last": ["1"]} if simple[-1].get("fixed") == "true" else {}

    def pictured(self, element: Element, weight: float) -> weighed.Choice:
        """Return a choice with its picture."""
        written = texts.one_line(markup(element, self.instead), texts.HTML)
        choice = found_pictures.choice(self.reading, self.found, written, weight, self.fetch)
        self.told.setdefault(element.get("identifier", ""), choice.text or choice.alt)
        return choice

    def order(self) -> None:
        """Items in their right order; without one, and with fewer places than items, a ranking."""
        self.show_all()
        interaction = self.interactions[0]
        items = {each.get("identifier", ""): self.line(each) for each in named(interaction, "simpleChoice")}
        places = interaction.get("maxChoices", "")
        if sorted(self.response.right) == sorted(items):
            kind_fields.order(self.found, [items[ident] for ident in self.response.right])
        elif not self.response.right and places in map(str, range(1, 6)):
            self.found.kind = "ranking"
            self.found.fields = {"choices": ["\n".join(items.values())], "top": [places]}
        else:
            kind_fields.order(self.found, items.values(), right=False)

    def match(self) -> None:
        """Two sets, of which one belongs to the other."""
        self.show_all()
        sets = [
            {each.get("identifier", ""): self.line(each) for each in named(column, "simpleAssociableChoice")}
            for column in self.interactions[0].iterfind("simpleMatchSet")
        ]
        qti2_pairs.match(self.found, sets, self.response)

    def essay(self) -> None:
        """A long answer; what would be a right one goes into the notes."""
        self.show_all()
        for each in self.response.right:
            texts.note(self.found, each)
        kind_fields.open_text(self.found)

    def slider(self) -> None:
        """A number between two ends."""
        self.show_all()
        self.found.remark(LOST, _("The ends of the slider are lost."))
        self.number("")

    def typed(self) -> None:
        """A number, or a short text, in a line of which the rest is shown."""
        number = self.response.base in {"float", "integer"}
        unit = qti2_gaps.unit(self.body, self.interactions[0]) if number else None
        without = {id(unit): ""} if unit is not None else {}
        self.show(qti2_gaps.line_for(markup(self.body, self.instead | without | self.holes(qti2_gaps.HOLE))))
        if number:
            self.number(" ".join("".join(unit.itertext()).split()) if unit is not None else "")
            return
        scores = qti2_item.accepted(self.response)
        answers = [weighed.Choice(text.replace("*", r"\*"), weight) for text, weight in scores.items()]
        weighed.accept(self.found, answers, self.response.exact)

    def number(self, unit: str) -> None:
        """Right numbers with their tolerance; without any a poll."""
        processing = self.root.find("responseProcessing")
        if processing is not None and processing.find(".//equalRounded") is not None:
            self.found.remark(LOST, _("The rounding of a number is lost."))
        try:
            values = qti2_numbers.values(self.response, processing)
            if not values:
                kind_fields.number(self.found, [], "0", unit)
            else:
                weighed.number(self.found, values, unit)
        except TooMuch:
            self.found.refuse(weighed.NO_NUMBER)

    def gaps(self) -> None:
        """A text with gaps that are typed, or chosen from a list."""
        gaps = [qti2_gaps.gap(self.found, each, self.response_of(each), self.instead) for each in self.interactions]
        self.show(qti2_gaps.before(self.body, self.interactions[0], self.instead))
        marks = {id(each): mark(at) for at, each in enumerate(self.interactions)}
        embedded.fill(self.found, qti2_gaps.behind(self.body, self.interactions[0], self.instead | marks), gaps)

    def words_into_gaps(self) -> None:
        """A text with gaps, and words for them."""
        interaction = self.interactions[0]
        gaps, marks = qti2_gaps.bank(self.found, interaction, self.response, self.instead)
        asked = qti2_item.prompt(interaction, self.instead)
        self.show(markup(self.body, self.instead | {id(interaction): asked}))
        if interaction.find("gapImg") is not None:
            self.found.refuse_type("gapImg")
        else:
            embedded.fill(self.found, markup(interaction, self.instead | marks), gaps)

    def pin(self) -> None:
        """A spot on a picture."""
        qti2_spots.pin(self.reading, self.found, self.interactions[0], self.root, self.fetch)
        self.show_all()

    def rest(self) -> None:
        """Read feedback and notes, and tell of what has no place here."""
        if qti2_item.films(self.body):
            self.found.remark(LOST, _("A film or a sound could not come along."))
        if self.root.find("assessmentStimulusRef") is not None:
            self.found.remark(LOST, _("A text that several questions share could not come along."))
        self.feedback()
        for block in outermost(self.body, qti2_item.is_note):
            texts.note(self.found, html_markdown.markdown(markup(block)).text)
        texts.title(self.found, self.root.get("title", ""))

    def feedback(self) -> None:
        """Keep what is said afterwards: of right answers, or to all, as explanation, else in the notes."""
        shown = [*self.root.iterfind("modalFeedback"), *named(self.body, "feedbackBlock", "feedbackInline")]
        right = {each for response in self.responses.values() for each in qti2_item.weights(response)}
        said = []
        for each in shown:
            ident, words = each.get("identifier", ""), html_markdown.markdown(markup(each)).text
            is_right = ident in right or bool(_RIGHT.fullmatch(ident)) or len(shown) == 1
            said.append((self.told.get(ident, ""), words, is_right))
        weighed.feedback(self.found, said)


ASKED: dict[str, Callable[[Item], None]] = {
    **{"choiceInteraction": Item.choice, "orderInteraction": Item.order, "matchInteraction": Item.match},
    **{"extendedTextInteraction": Item.essay, "sliderInteraction": Item.slider, "hotspotInteraction": Item.pin},
    **{"selectPointInteraction": Item.pin, "gapMatchInteraction": Item.words_into_gaps},
}
"By the names of interactions that stand in blocks of their own."
