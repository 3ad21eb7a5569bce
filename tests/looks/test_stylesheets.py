"""The stylesheets: small, made where they are made, and harmless to what asks the server by an animation."""

import re
import runpy

import pytest
from django.conf import settings

FOLDER = settings.ROOT / "static" / "live"
SHEETS = {path.name: path.read_text() for path in FOLDER.glob("*.css")}
SHOW, TIMER = SHEETS["show.css"], SHEETS["timer.css"]
TEMPLATES = "".join(path.read_text() for path in (settings.ROOT / "templates").rglob("*.html"))
TAG, VALUE = r"\{%.*?%\}", r"\{\{.*?\}\}"
GIVEN = r"htmx-request|success|right|partly|wrong|poll|(mine|opt|lim|at|fit|up|down)-\d+|pair|k|s|m|c|nf"
"Classes that no template spells: htmx's, and words that a view, an outcome, an answer, a size or a listing gives."


def _rules(css: str) -> list[tuple[str, str]]:
    """(selector, declarations) of every plain rule, those inside @media too."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    return [(selector.strip(), body) for selector, body in re.findall(r"([^{};]+)\{([^{}]*)\}", css)]


def _written(attribute: str) -> str:
    """A pattern for all that templates write into an attribute, with \\w+ for what is filled in."""
    values = re.findall(rf'\b{attribute}="((?:{TAG}|{VALUE}|[^"])*)"', TEMPLATES, flags=re.S)
    if attribute == "class":
        values += re.findall(r"block body_class %\}(.*?)\{%", TEMPLATES)
    words = {word for value in values for word in re.sub(TAG, " ", re.sub(VALUE, "*", value), flags=re.S).split()}
    return "|".join(re.escape(word).replace(r"\*", r"\w+") for word in words - {"*"})


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_stylesheet_speaks_of_what_no_template_has(sheet):
    selectors = " ".join(selector for selector, _body in _rules(SHEETS[sheet]))
    classes = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    ids = set(re.findall(r"#([a-z][\w-]*)", selectors))
    assert classes | ids
    assert {each for each in classes if not re.fullmatch(f"{_written('class')}|{GIVEN}", each)} == set()
    assert {each for each in ids if not re.fullmatch(_written("id"), each)} == set()


def test_all_that_is_written_by_hand_is_in_one_small_stylesheet():
    assert set(SHEETS) == {"show.css", "timer.css"}
    assert len(SHOW.encode()) <= 25_500


def test_the_timer_rules_are_what_their_maker_makes():
    assert runpy.run_path(str(FOLDER / "make_timer_css.py"))["rules"]() == TIMER


def test_there_is_a_class_for_every_limit_and_every_second_gone():
    limits = {int(seconds) for seconds in re.findall(r"\.lim-(\d+)\{--lim:\1s\}", TIMER)}
    starts = {int(seconds) for seconds in re.findall(r"\.at-(\d+)\{--at:\1s\}", TIMER)}
    assert (limits, starts) == (set(range(1, 301)), set(range(301)))


def test_no_rule_for_all_elements_touches_animations():
    blanket = [body for selector, body in _rules(SHOW + TIMER) if "*" in selector and "animation" in body]
    assert blanket == []


def test_what_asks_the_server_is_never_hidden_and_keeps_its_period():
    asking = re.compile(r"#link\b|#beat\b|#sock\b|\.polling|\.beat\b|\.poll-")
    rules = [body for selector, body in _rules(SHOW) if asking.search(selector)]
    assert rules
    assert [body for body in rules if re.search(r"display:\s*none|visibility|content-visibility", body)] == []
    assert "pulse" in SHOW
    calm = "".join(re.findall(r"@media \(prefers-reduced-motion:reduce\)\{(.*?\})\}", SHOW, flags=re.S))
    assert calm
    assert not asking.search(calm)


def test_a_browser_that_knows_no_has_loses_no_rule_beside_it():
    """One selector that is not understood takes the whole list with it."""
    lists = [_selectors(selector) for selector, _body in _rules(SHOW + TIMER) if ":has(" in selector]
    assert lists
    assert [each for each in lists if not all(":has(" in selector for selector in each)] == []


def _selectors(found: str) -> list[str]:
    """A list of selectors, taken apart; commas in brackets belong to one."""
    while found != (found := re.sub(r"\(([^()]*),", r"(\1;", found)):
        pass
    return found.split(",")


def test_only_by_the_way_is_anything_shown_that_needs_has():
    """What is hidden until then is an extra word beside what is there already: slow, safe."""
    shown = [selector for selector, body in _rules(SHOW) if ":has(" in selector and "display:none" not in body]
    shown = [selector for selector in shown if any(selector.endswith(each) for each in (".waiting", ".safe"))]
    [hidden] = [selector for selector, body in _rules(SHOW) if body == "display:none" and "#moves" in selector]
    assert len(shown) == 2
    assert set(hidden.split(",")) == {"#moves", ".waiting", ".sending", ".safe", ".afterwards", ".host .ended~.now"}
    assert ".ended~.afterwards" in SHOW


def test_only_what_is_said_in_passing_leaves_by_itself():
    """A form's list of errors stays until it is put right; on a live page the next refusal needs the place."""
    assert [selector for selector, body in _rules(SHOW) if "leave" in body] == ["#say .refused"]


def test_a_farewell_leaves_nothing_of_whose_page_it_was_and_no_code_that_is_dead():
    [hidden] = [selector for selector, body in _rules(SHOW) if ":has(.farewell)" in selector and body == "display:none"]
    assert {"#me", "#mine", "#tally", "#joinbar"} <= set(re.findall(r"[#.][a-z]+", hidden))


def test_nothing_is_fetched_from_elsewhere_and_nothing_is_a_data_address():
    assert re.findall(r"url\((?!\.\./vendor/)|@import", SHOW + TIMER) == []
