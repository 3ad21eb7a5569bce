"""Lists in a text box: an item on each line."""

from live.kinds.items import MOST_LINES, item_faults, typed_items


def test_lines_that_say_nothing_are_no_items():
    assert typed_items("  Rome \r\n\r\n\u200b\nH₂O\n \n Oslo\u202e") == ["Rome", "H₂O", "Oslo"]
    assert len(typed_items("a\n" * 10_000)) == MOST_LINES


def test_what_is_wrong_is_said_by_line():
    assert list(item_faults(["Rome", "Oslo", "Bern"], 2, 4, 10)) == []
    assert list(item_faults(["Rome"], 2, 4, 10)) == ["Please give at least 2 lines."]
    assert list(item_faults([], 1, 4, 10)) == ["Please give at least 1 line."]
    assert list(item_faults(["Rome", "Oslo", "Rome", " ", "Copenhagen!"], 2, 4, 10)) == [
        "4 lines are the most there can be.",
        "Lines 1 and 3 are the same.",
        "Line 4 is empty.",
    ]
    assert list(item_faults(["Copenhagen!"], 1, 4, 10)) == ["Line 1 is too long: 10 characters at most."]
