"""Values of JSON are what they should be, or as if they were not there."""

import pytest

from live.formats.json_values import as_list, as_object, as_text, loaded


@pytest.mark.parametrize("value", [None, True, 7, 1.5, "x", ["x"], {"x": 1}])
def test_a_value_of_another_type_is_an_empty_one(value):
    kept = [as_text(value), as_list(value), as_object(value)]
    assert [each for each in kept if each] == [each for each in [value] if isinstance(each, str | list | dict)]
    assert [type(each) for each in kept] == [str, list, dict]


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, b"\xff\xfe{", "x"])
def test_what_is_no_json_is_nothing(content):
    assert loaded(content) is None
