"""Files that come together share one time and one room; what does not fit is named, with what to do."""

import time
from io import BytesIO

import pytest

from live.forms import incoming
from live.forms.import_preview import FileLine
from live.forms.upload import Upload

LIST = b"Capital?\nA) Lyon\nB) Paris\nANSWER: B\n"
LATE = "There was no time for this file. Bring it by itself, in a moment."


def upload(seconds: float = 60) -> Upload:
    return Upload(None, time.monotonic() + seconds)


def test_a_file_that_cannot_be_read_costs_no_other_and_is_named():
    whole = upload()
    for name, content in [("a.txt", LIST), ("b.pdf", b"%PDF-1.7"), ("", b"Where?\nA) Here\nB) There\nANSWER: A")]:
        whole.add(name, BytesIO(content))
    assert whole.preview.files == [FileLine("a.txt", "a list", 1, []), FileLine("", "a list", 1, [])]
    assert whole.preview.refused == ["b.pdf: A PDF cannot be read. Copy its text, and paste it here."]
    assert [(each.number, each.text) for each in whole.preview.questions] == [(1, "Capital?"), (2, "Where?")]


def test_all_files_share_one_time_and_those_without_any_left_are_named():
    whole = upload()
    whole.add("a.txt", BytesIO(LIST))
    whole.until = time.monotonic() - 1
    for name in ("b.txt", ""):
        whole.add(name, BytesIO(LIST))
    assert ([each.name for each in whole.preview.files], whole.preview.refused) == (["a.txt"], [f"b.txt: {LATE}", LATE])


def test_a_file_is_read_no_longer_than_there_is_time():
    whole, began = upload(seconds=0.2), time.monotonic()
    whole.add("a.html", BytesIO(b"<html>" + b"<table><tr><td>x" * 50_000))
    assert (whole.preview.refused, time.monotonic() - began < 10) == ([f"a.html: {LATE}"], True)


def test_a_file_with_more_than_there_is_room_for_says_so_and_further_ones_are_not_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(incoming, "MOST_QUESTIONS", 3)
    whole = upload()
    for name in ("a.txt", "b.txt", "c.txt"):
        whole.add(name, BytesIO(LIST + b"\n" + LIST))
    assert ([each.name for each in whole.preview.files], len(whole.preview.questions)) == (["a.txt", "b.txt"], 3)
    assert whole.preview.refused == [
        "b.txt: This is too much at a time: its last questions are missing. Bring it by itself.",
        "c.txt: This is too much at a time. Bring this file by itself.",
    ]


def test_files_beyond_the_most_are_named():
    whole = upload()
    whole.leave_out([])
    whole.leave_out(["x.txt", "y.txt"])
    assert whole.preview.refused == ["20 files are the most at a time. Bring these afterwards: x.txt, y.txt"]
