"""Choices with pictures, as each part draws them, and the place that the screen keeps for them."""

import re

from live.content.pictures import Picture
from live.kinds import kind
from live.rendering.fit import PICTURE, Wall, written
from tests.kinds.test_kind_templates import drawn
from tests.support.kind_forms import form

BLUE = Picture("0" * 32, 900, 600, "Blue, white & red")
FLAG, TOKEN = BLUE.kept, BLUE.token
CONTENT = {"choices": ["A", "Lyon"], "right": [1], "pictures": [FLAG, None]}
SMALL = f'src="/pictures/{"0" * 32}-small.webp" width="900" height="600" alt="Blue, white &amp; red" translate="no"'


def pictures(html: str) -> list[str]:
    return re.findall(r'<img class="picture"\s*(.*?) decoding="async">', html, re.DOTALL)


def test_each_part_draws_the_small_picture_with_its_size_and_description():
    for slug in ("single", "several"):
        bars = kind(slug).tally(CONTENT, {"1": 3})
        for part in ("ask", "answer", "reveal", "tally", "edit"):
            [found] = pictures(drawn(slug, part, CONTENT, bars=bars, total=3))
            assert re.sub(r"\s+", " ", found.replace("width", " width")) == SMALL, (slug, part)


def test_without_the_key_the_pictures_stay():
    assert kind("single").keyless(CONTENT) == {**CONTENT, "right": []}


def test_a_picture_of_somewhere_else_is_not_kept_for_a_choice_that_is_not_there():
    assert kind("single").validate({**CONTENT, "pictures": [FLAG, None, FLAG]}) == {**CONTENT, "pictures": [FLAG, None]}


def test_the_screen_writes_smaller_where_a_picture_needs_its_place():
    walls = [Wall("Which is the capital of France?", ("Paris", "Lyon"), pictures=n * PICTURE) for n in (0, 1.5, 2)]
    sizes = [written(wall).size for wall in walls]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3


def test_a_picture_alone_says_its_letter_once_and_takes_on_a_new_one_when_it_moves_up():
    of = kind("single")
    assert [(each.letter, each.text) for each in of.choices(CONTENT)] == [("", "A"), ("B", "Lyon")]
    sent = form(choice=["", "B", "C"], choice_picture=["", TOKEN, TOKEN], choice_alt=["", "Blue", "Red"])
    assert of.draft(sent)["choices"] == ["A", "B"]
    assert of.draft(form(choice=["", "Lyon"], choice_picture=["", TOKEN]))["choices"] == ["Lyon"]


def test_a_choice_may_be_code_or_a_formula_alone():
    code, formula = kind("single").rows({"choices": ["`x = 1`", "$x^2$"], "right": []})
    assert (code, "<math" in formula, "$" in formula) == ("<code>x = 1</code>", True, False)
