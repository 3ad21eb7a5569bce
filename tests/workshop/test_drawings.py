"""Teachers' texts, drawn once and kept: what is drawn where, what is at hand, and what nobody waits for."""

import asyncio
import hashlib
import subprocess
import sys
from html import escape

import pytest
from django.utils.safestring import SafeString
from hypothesis import given, settings
from hypothesis import strategies as st

from live.content import safe_html
from live.content.drawn_forms import VERSION, as_typed, is_simple
from live.content.markdown import PLAIN, READER
from live.workshop import drawings
from live.workshop.cache import Cache
from live.workshop.drawings import apart, collected, formulas, keep, known, learn, made, markdown, plain, said
from live.workshop.place import ROOT
from live.workshop.trades import DRAWINGS
from tests.workshop.test_place import SLOW

TEXT = "What is **this**?\n\n```python\nprint('a')\n```\n\n$$x^2$$"
LINE = "$x^2$ < 3"


@pytest.fixture(autouse=True)
def nothing_at_hand() -> None:
    """Nothing has been drawn yet."""
    drawings._cache.clear()


def test_what_is_drawn_is_what_the_content_draws():
    assert [markdown(TEXT), formulas(LINE), plain(TEXT), said(TEXT)] == [
        safe_html.markdown(TEXT),
        safe_html.formulas(LINE),
        safe_html.plain(TEXT),
        safe_html.said(TEXT),
    ]
    assert [type(markdown(TEXT)), type(formulas(LINE)), type(plain(TEXT))] == [SafeString, SafeString, str]


@given(st.text(alphabet=st.sampled_from("ab1.2)  \n\r\t\x0b\f\x85\u2028-–'\"!?:;,%@()/€é\u202e\x7f"), max_size=60))
@settings(max_examples=200)
def test_a_simple_text_is_the_same_whoever_draws_it(text):
    if is_simple("plain", text):
        whole = safe_html._one_line(READER.render(text, dict(PLAIN)))
        assert (plain(text), said(text)) == (whole, whole)
    assert "<" not in safe_html.formulas(text)


def test_simple_texts_need_no_child_and_others_do():
    script = (
        "from live.workshop.drawings import *; from tests.support.processes import children\n"
        "told = markdown('What is 2 + 3?\\n\\nThink (well).'), plain('Why?'), said('Why?'), formulas('5 * 6 < 7')\n"
        "print(told, bool(children()))\nmarkdown('*a* $x^2$'); print(bool(children()))\n"
        "import sys; print({'pygments', 'math_core', 'PIL'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env={}, capture_output=True, text=True, check=True)
    told = "('<p>What is 2 + 3?</p>\\n<p>Think (well).</p>\\n', 'Why?', 'Why?', '5 * 6 &lt; 7')"
    assert done.stdout == f"{told} False\nTrue\nset()\n"


def test_what_takes_too_long_stays_as_it_was_typed():
    lines = "<br>".join(escape(SLOW).split("\n"))
    assert markdown(SLOW) == f"<p>{lines}</p>\n"


def test_what_is_kept_is_at_hand_again_in_another_process():
    kept = keep([("markdown", TEXT), ("plain", TEXT), ("markdown", "Why?"), ("formulas", LINE)])
    assert kept
    before = markdown(TEXT), plain(TEXT), formulas(LINE)
    assert (kept["by"], len(kept["html"])) == (VERSION, 3)
    drawings._cache.clear()
    learn(kept)
    assert collected(lambda: (markdown(TEXT), plain(TEXT), formulas(LINE))) == (before, set())


def test_of_simple_texts_nothing_is_kept():
    assert (keep([("markdown", "Why?"), ("formulas", "No.")]), known([("plain", "Why?")])) == ({}, {})


@pytest.mark.parametrize("other", [None, {}, {"by": VERSION + 1, "html": {}}])
def test_what_another_version_drew_is_not_shown(other):
    kept = keep([("markdown", TEXT)])
    assert kept
    drawings._cache.clear()
    learn({**other, "html": kept["html"]} if other else other)
    assert collected(markdown, TEXT)[1] == {("markdown", TEXT)}


def test_only_what_is_at_hand_is_known_without_a_wait():
    wanted = [("markdown", TEXT), ("plain", "Why?")]
    assert known(wanted) is None
    assert known(wanted[1:]) == {}
    kept = keep(wanted)
    assert known(wanted) == kept


def test_work_that_may_not_wait_says_what_is_missing_and_finds_it_the_next_time():
    def work() -> tuple[str, str]:
        return markdown(TEXT), formulas(LINE)

    found, missing = collected(work)
    assert (found[1], missing) == ("$x^2$ &lt; 3", {("markdown", TEXT), ("formulas", LINE)})
    own = asyncio.run(made(missing))
    drawings._cache.clear()
    assert collected(work, own=own) == ((safe_html.markdown(TEXT), safe_html.formulas(LINE)), set())
    assert collected(work) == (found, missing)


def test_what_was_made_is_at_hand_for_others_too():
    asyncio.run(made([("markdown", TEXT), ("markdown", SLOW)]))
    assert collected(lambda: (markdown(TEXT), markdown(SLOW)))[1] == set()


def test_on_an_event_loop_nobody_waits():
    async def told() -> str:
        return markdown("*a*")

    assert asyncio.run(told()) == "<p>*a*</p>\n"
    assert markdown("*a*") == "<p><em>a</em></p>\n"
    assert asyncio.run(told()) == "<p><em>a</em></p>\n"


def test_a_preview_leaves_nothing_behind():
    with apart():
        assert [markdown(TEXT), plain("Why?"), said("Why?")] == [safe_html.markdown(TEXT), "Why?", "Why?"]
        assert drawings._cache.bytes == 0
    assert known([("markdown", TEXT)]) is None


def test_a_cache_holds_so_many_bytes_and_lets_the_oldest_go():
    cache = Cache(3000)
    for number in range(100):
        cache.put(str(number), "x" * 400)
        cache.get("0")
    assert [number for number in range(100) if cache.get(str(number))] == [0, *range(95, 100)]
    assert 2000 < cache.bytes <= 3000
    cache.put("99", "x")
    cache.put("huge", "x" * 4000)
    assert (cache.get("huge"), cache.get("99"), cache.bytes) == (None, None, 0)


CORPUS = [
    "a **b** *c* `d` ~~e~~",
    "1. a\n2. b\n\n- c",
    "> q\n\n***",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "[a](https://b.c)",
    r"$\frac{a}{b}$ and $$\sqrt{x}$$",
    "```python\ndef f(): return 1\n```",
    "<b>&amp;</b> 2*3*4 __init__",
    r"\(x\) \$5",
]
DIGEST = "c2542a8e54b5cec4"


def test_a_text_that_is_drawn_otherwise_has_another_version():
    """When this fails, raise VERSION in live/content/drawn_forms.py, and write the new pair down here."""
    shown = "\0".join(draw(text) for text in CORPUS for draw in safe_html.FORMS.values())
    assert (VERSION, hashlib.blake2s(shown.encode(), digest_size=8).hexdigest()) == (1, DIGEST)


def test_what_could_not_be_drawn_this_time_is_neither_kept_nor_at_hand(place_of, monkeypatch):
    closed = place_of(DRAWINGS)
    closed.close()
    monkeypatch.setattr(drawings, "place", closed)
    assert (markdown("*a*"), keep([("markdown", "*a*")]), asyncio.run(made([("markdown", "*a*")]))) == (
        "<p>*a*</p>\n",
        None,
        {},
    )
    monkeypatch.undo()
    assert markdown("*a*") == "<p><em>a</em></p>\n"


def test_what_takes_too_long_is_kept_as_it_was_typed_and_not_tried_again():
    kept = keep([("markdown", SLOW)])
    assert kept
    assert list(kept["html"].values()) == [as_typed("markdown", SLOW)]
