"""The page before an import comes back as it was shown, with other ticks, and nobody else can write one."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.core.signing import BadSignature

from live.forms import import_preview
from live.forms.import_preview import MOST_BYTES, FileLine, ImportedQuestion, ImportPreview
from live.forms.incoming import Incoming
from live.server.http_guards import BODY_BYTES

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
    whole = preview(question(1), question(2, "Where?", can_come=False))
    assert ImportPreview.of(whole.sealed()) == whole
    assert (whole.titles, whole.ready) == (["Rivers"], 1)


def test_ticks_are_as_the_form_says_and_what_cannot_come_has_none():
    page = ImportPreview.of(preview(question(1), question(2, can_come=False), question(3)).sealed())
    page.tick({"2", "3", "7", "x"})
    assert numbers(page.questions) == [(1, False), (2, False), (3, True)]
    assert list(page.chosen()) == [ImportedQuestion("Rivers", ["8b"], page.questions[2].fields or {})]
    assert numbers(ImportPreview.of(page.sealed()).questions) == [(1, False), (2, False), (3, True)]


@pytest.mark.parametrize("field", ["", "forged", "eyJ9:x:y"])
def test_a_page_that_is_not_ours_is_none(field: str):
    with pytest.raises(BadSignature):
        ImportPreview.of(field)


def test_a_page_that_is_too_old_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(import_preview, "LASTS", -1)
    with pytest.raises(BadSignature):
        ImportPreview.of(preview(question(1)).sealed())


def test_a_page_that_could_not_be_sent_back_ends_where_it_can_and_says_so(monkeypatch: pytest.MonkeyPatch):
    assert min(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, BODY_BYTES) > MOST_BYTES + 20_000  # for a thousand ticks
    monkeypatch.setattr(import_preview, "MOST_BYTES", 100_000)
    dice, letters = Random(1), [chr(code) for code in range(0x4E00, 0x9FA5)]
    whole = preview(*(question(number, "".join(dice.choices(letters, k=500))) for number in range(1, 101)))
    field, count = whole.sealed(), len(whole.questions)
    told = f"This is too much at a time: it ends with question {count}. Bring the rest by itself."
    assert (10 < count < 100, whole.refused) == (True, ["b.pdf: No.", told])
    assert 95_000 < len(field) < 101_000
    assert ImportPreview.of(field) == whole
