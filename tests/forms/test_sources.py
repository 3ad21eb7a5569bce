"""Small files travel in the page, and come back as they were; what a browser made up costs little."""

import base64
import json
import zlib
from io import BytesIO
from typing import Any

import pytest

from live.forms.sources import MOST_BYTES, MOST_FILES, Source, Sources


def carried(*sources: Source) -> str:
    whole = Sources()
    for name, content in sources:
        whole.add(name, BytesIO(content))
    return whole.field


def made_up(value: Any) -> str:
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(value).encode())).decode()


def test_files_and_a_text_come_back_as_they_were():
    several = [("a.csv", b"\xff\x00;\n"), ("", "Größe?".encode())]
    assert Sources.of(carried(*several)) == several


def test_what_is_too_large_together_does_not_travel_at_all():
    assert carried(("a", b"x" * MOST_BYTES)) != ""
    assert carried(("a", b"x" * MOST_BYTES), ("b", b"x"), ("c", b"")) == ""


def test_of_thousands_of_sources_no_more_come_than_may_be_chosen():
    field = made_up([["", ""]] * 40_000)
    assert Sources.of(field) == [("", b"")] * (MOST_FILES + 1)


def test_a_name_is_as_long_as_that_of_an_upload():
    assert Sources.of(made_up([["x" * 1000, ""]])) == [("x" * 255, b"")]


@pytest.mark.parametrize("field", ["", "x", "eJw=", "é", made_up(5), made_up([5]), made_up([["a"]]), made_up({"a": 1})])
def test_a_field_that_we_did_not_write_is_nothing(field: str):
    assert Sources.of(field) == []
