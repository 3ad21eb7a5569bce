"""The stylesheets: small as they travel, made where they are made, and harmless to what asks by an animation."""

import gzip
import re
from functools import cache

import pytest
from django.conf import settings

from live.asgi.styles import BUNDLES, PHONE, bundle, bundles, minify
from live.rendering.slots import POWERS, in_bits

FOLDER = settings.ROOT / "static" / "live" / "css"
SOURCES = {str(path.relative_to(FOLDER).with_suffix("")): path.read_text() for path in sorted(FOLDER.rglob("*.css"))}
STYLES = dict(bundles())
WHOLE = STYLES["live/teacher.css"]
TEMPLATES = settings.ROOT / "templates" / "live"
TAG, VALUE = r"\{%.*?%\}", r"\{\{.*?\}\}"
GIVEN = (
    r"htmx-request|success|right|partly|wrong|poll|silent|(mine|opt|key|shape|left|fit|less|lane|up|down)-\d+"
    r"|key-none|pair|k|s|m|c|nf|m-[a-z-]+|paren|wide|open|answered|kept|leads|few|pairs|wordy|own|chips|chip"
)
"Classes that no template spells: htmx's, and words that a view, a phase, an answer, a size or a teacher's text gives."
PHONES = (
    "base.html",
    "live.html",
    "message.html",
    "_*.html",
    "stage/*.html",
    "connection/*.html",
    "signs/*.html",
    "play/*.html",
    "kinds/_*.html",
    "kinds/*/*.html",
)
"Where the templates of pages for phones lie, with some that are others' too."


def _rules(css: str) -> list[tuple[str, str]]:
    """(selector, declarations) of every plain rule, those inside @layer and @media too."""
    return re.findall(r"([^{};]+)\{([^{}]*)\}", minify(css))


@cache
def _written(attribute: str, patterns: tuple[str, ...] = ("**/*.html",)) -> str:
    """A pattern for all that templates write into an attribute, with \\w+ for what is filled in."""
    text = "".join(path.read_text() for pattern in patterns for path in TEMPLATES.glob(pattern))
    values = re.findall(rf'\b{attribute}="((?:{TAG}|{VALUE}|[^"])*)"', text, flags=re.S)
    if attribute == "class":
        values += re.findall(r"block body_class %\}(.*?)\{%", text)
    words = {word for value in values for word in re.sub(TAG, " ", re.sub(VALUE, "*", value), flags=re.S).split()}
    return "|".join(re.escape(word).replace(r"\*", r"\w+") for word in words - {"*"})


def _spoken_of(css: str) -> tuple[set[str], set[str]]:
    """The classes and the ids in a stylesheet's selectors."""
    selectors = " ".join(selector for selector, _body in _rules(css))
    return set(re.findall(r"\.([a-z][\w-]*)", selectors)), set(re.findall(r"#([a-z][\w-]*)", selectors))


# What is in them


@pytest.mark.parametrize("source", SOURCES)
def test_no_file_speaks_of_what_no_template_has(source):
    classes, ids = _spoken_of(SOURCES[source])
    assert {each for each in classes if not re.fullmatch(f"{_written('class')}|{GIVEN}", each)} == set()
    assert {each for each in ids if not re.fullmatch(_written("id"), each)} == set()


def test_a_phone_gets_nothing_that_only_others_have():
    classes, ids = _spoken_of("".join(SOURCES[name] for name in PHONE))
    assert {each for each in classes if not re.fullmatch(f"{_written('class', PHONES)}|{GIVEN}", each)} == set()
    assert {each for each in ids if not re.fullmatch(_written("id", PHONES), each)} == set()


def test_every_file_is_in_a_stylesheet():
    kinds = {name for name in SOURCES if name.startswith("kinds/")}
    assert {name for names in BUNDLES.values() for name in names} | kinds == set(SOURCES)


def test_no_kind_styles_a_class_of_another_one_or_of_what_all_share():
    """They are served as one: a name that two of them style moves what the other has drawn."""
    owners: dict[str, set[str]] = {}
    for name, source in SOURCES.items():
        owner = name.rsplit("/", 1)[1] if name.startswith("kinds/") else "shared"
        for css_class in re.findall(
            r"^ *\.([a-z][\w-]*)[,{ ]*$", re.sub(r"/\*.*?\*/", "", source, flags=re.S), flags=re.M
        ):
            owners.setdefault(css_class, set()).add(owner)
    assert {css_class: each for css_class, each in owners.items() if len(each) > 1} == {}


def test_a_page_loads_one_stylesheet():
    asked = {
        str(path.relative_to(TEMPLATES)): re.findall(r"'(live/\w+\.css)'", path.read_text())
        for path in TEMPLATES.rglob("*.html")
        if ".css" in path.read_text()
    }
    assert {name for names in asked.values() for name in names} == set(BUNDLES)
    assert [name for name, names in asked.items() if len(names) > 1] == []
    assert (TEMPLATES / "base.html").read_text().count("stylesheet") == 1


@pytest.mark.parametrize("name", BUNDLES)
def test_the_order_of_the_layers_is_said_first(name):
    assert STYLES[name].startswith("@layer base,parts,view,wish,must;")
    assert set(re.findall(r"@layer (\w+)\{", STYLES[name])) == {"base", "parts", "view", "wish", "must"}


@pytest.mark.parametrize("source", SOURCES)
def test_every_rule_is_in_a_layer(source):
    outside = re.findall(r"^(?:@(\w+)|[^@}\s/])", re.sub(r"/\*.*?\*/", "", SOURCES[source], flags=re.S), flags=re.M)
    assert set(outside) <= {"layer", "keyframes", "property", "counter", "font", "page"}


@pytest.mark.parametrize("source", SOURCES)
def test_a_line_has_one_declaration_or_one_selector(source):
    bare = re.sub(r"/\*.*?\*/", "", SOURCES[source], flags=re.S)
    while bare != (bare := re.sub(r"\([^()]*\)", "", bare)):  # what is in brackets belongs to one selector or value
        pass
    line = r" *(@layer [\w, ]+;|@[^;{}]+\{|[^@:,;{}][^,;{}]*[,{]|[\w-]+: ?[^;{}]*;|[^,;{}]*:[^,;{}]*[,{]|\})?"
    assert [each for each in bare.splitlines() if not re.fullmatch(line, each)] == []


def test_the_classes_of_every_number_of_seconds_add_up_to_it():
    clock = minify(SOURCES["clock"])
    told = {css_class: int(seconds) for css_class, seconds in re.findall(r"\.(left-\d+)\{--\1:(\d+)s\}", clock)}
    assert [sum(told[each] for each in in_bits(number).split()) for number in range(1000)] == list(range(1000))
    assert in_bits(5000) == in_bits(999)
    whole = re.search(r"--left:calc\((.*?)\)[;}]", clock)
    assert whole
    assert whole[1] == " + ".join(f"var(--left-{each},0s)" for each in POWERS)


def test_a_property_with_a_syntax_means_one_thing():
    """Elsewhere its name would be worth its initial value, whatever it is set to."""
    typed = {name: source for source, css in SOURCES.items() for name in re.findall(r"@property (--[\w-]+)", css)}
    assert typed == {}
    used = {source for source, css in SOURCES.items() for name in typed if re.search(rf"{name}\b(?!-)", css)}
    assert used == set(typed.values())


def test_nothing_is_fetched_from_elsewhere_and_nothing_is_a_data_address():
    assert re.findall(r"url\((?!\.\./vendor/)|@import", "".join(STYLES.values())) == []


# How they travel


def test_the_stylesheet_of_a_phone_is_small_as_it_travels():
    assert len(gzip.compress(STYLES["live/phone.css"].encode())) <= 8_960  # of which ten more kinds may have 1,400


def test_a_strings_spaces_and_those_that_mean_something_stay():
    css = """
    /* A comment: a, b > c { } */
    .a :is(.b, .c) > .d,
    .e + .f {
      content: "✓  { a , b } " / "";
      width: calc(100% + 4px);
      --night: ;
    }
    """
    assert minify(css) == (
        '.a :is(.b,.c)>.d,.e + .f{content:"✓  { a , b } " / "";width:calc(100% + 4px);--night: }'
    )  # fmt: skip


# What they must not do


def test_no_rule_for_all_elements_touches_animations():
    blanket = [body for selector, body in _rules(WHOLE) if "*" in selector and "animation" in body]
    assert blanket == []


def test_what_asks_the_server_is_never_hidden_and_keeps_its_period():
    asking = re.compile(r"#link\b|#beat\b|#sock\b|\.polling|\.beat\b|\.poll-")
    rules = [body for selector, body in _rules(WHOLE) if asking.search(selector)]
    assert rules
    assert [body for body in rules if re.search(r"display:\s*none|visibility|content-visibility", body)] == []
    assert "pulse" in WHOLE
    calm = "".join(re.findall(r"@media \(prefers-reduced-motion:reduce\)\{(.*?\})\}", WHOLE, flags=re.S))
    assert calm
    assert not asking.search(calm)


def test_a_browser_that_knows_no_has_loses_no_rule_beside_it():
    """One selector that is not understood takes the whole list with it."""
    lists = [_selectors(selector) for selector, _body in _rules(WHOLE) if ":has(" in selector]
    assert lists
    assert [each for each in lists if not all(":has(" in selector for selector in each)] == []


def _selectors(found: str) -> list[str]:
    """A list of selectors, taken apart; commas in brackets belong to one."""
    parts, depth = [""], 0
    for char in found:
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def test_a_browser_that_knows_no_mixed_colours_and_no_subgrid_has_what_stands_before_them():
    """They stand in conditions, or where something begins to move, and never beside what pages work by."""
    for name, css in SOURCES.items():
        bare = re.sub(r"^( *)@(?:supports|keyframes) [^{]*\{\n.*?^\1\}$", "", css, flags=re.M | re.S)
        assert re.findall(r"color-mix|subgrid", re.sub(r"/\*.*?\*/", "", bare, flags=re.S)) == [], name
    conditions = re.findall(r"^( *)@supports [^{]*\{\n(.*?)^\1\}$", "".join(SOURCES.values()), flags=re.M | re.S)
    assert [body for _indent, body in conditions if re.search(r"display: none|visibility|pointer-events", body)] == []


def test_only_by_the_way_is_anything_shown_that_needs_has():
    """What is hidden until then is an extra word beside what is there already: slow, safe."""
    hidden = {each for selector, body in _rules(WHOLE) if body == "display:none" for each in _selectors(selector)}
    shown = {
        each for selector, body in _rules(WHOLE) if ":has(" in selector for each in _selectors(selector)
        if re.search(r"display:(?!none)|visibility:visible", body) and "#stage" not in each
    }  # fmt: skip
    assert {each.rpartition(" ")[2] for each in shown} == {".waiting", ".safe"}
    assert {"#moves", ".waiting", ".sending", ".safe", ".afterwards", ".host .ended~.now"} <= hidden
    assert ".ended~.afterwards" in WHOLE


def test_only_what_is_said_in_passing_leaves_by_itself():
    """A form's list of errors stays until it is put right; on a live page the next refusal needs the place."""
    assert [selector for selector, body in _rules(WHOLE) if "leave" in body] == ["#say .refused"]


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("live/phone.css", {"#me", "#mine", "#timer"}),
        ("live/screen.css", {"#timer", "#names", "#tally", "#joinbar", "#answered"}),
        ("live/teacher.css", {"#me", "#mine", "#timer", "#tally", "#joinbar", "#answered", "#people"}),
    ],
)
def test_a_farewell_leaves_nothing_of_whose_page_it_was_and_no_code_that_is_dead(name, whose):
    rules = _rules(bundle(name) or "")
    hidden = [selector for selector, body in rules if ":has(.farewell)" in selector and body == "display:none"]
    assert whose <= set(re.findall(r"#[a-z]+", " ".join(hidden)))
