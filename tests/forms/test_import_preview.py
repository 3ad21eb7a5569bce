"""The page before an import comes back as it was shown, with other ticks."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from live.forms.import_preview import FileLine, ImportedQuestion, ImportPreview
from live.forms.incoming import Incoming

FILES = [FileLine("a.txt", "A list", 2, ["Something is lost."])]


def question(number: int, text: str = "Capital?", can_come: bool = True) -> Incoming:
    fields: Any = {"kind_slug": "slide", "text": text, "picture": None, "content": {}} if can_come else None
    remarks = [("lost", "Its time limit stays behind.")] if can_come else [("refused", "It cannot come.")]
    return Incoming(number, "Rivers", f"Line {number}", text, fields, can_come, remarks, ["8b"])


def preview(*questions: Incoming) -> ImportPreview:
    return ImportPreview(FILES, ["b.pdf: No."], list(questions), are_quizzes=True)


def numbers(questions: Sequence[Incoming]) -> list[tuple[int, bool]]:
    return [(each.number, each.ticked) for each in questions]


def test_a_page_comes_back_as_it_was_shown():
    whole = preview(question(1), question(2, "Where?\ud83d", can_come=False))
    whole.sources.add("a.txt", BytesIO(b"Capital?\xff"))
    assert ImportPreview.of(whole.packed()) == whole
    assert (whole.titles, whole.ready) == (["Rivers"], 1)


def test_ticks_are_as_the_form_says_and_what_cannot_come_has_none():
    page = ImportPreview.of(preview(question(1), question(2, can_come=False), question(3)).packed())
    page.tick({"2", "3", "7", "x"})
    assert numbers(page.questions) == [(1, False), (2, False), (3, True)]
    assert list(page.chosen()) == [ImportedQuestion("Rivers", ["8b"], page.questions[2].fields or {})]
    assert numbers(ImportPreview.of(page.packed()).questions) == [(1, False), (2, False), (3, True)]
