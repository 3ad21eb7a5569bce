"""Markdown as teachers write it: what was typed for its own sake stays, marks are marks."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.content.safe_html import formulas, markdown, plain

AS_TYPED = [
    "What is 2*3*4?",
    "5*x*y = a*b*c",
    "a * b * c and 2 * 3 * 4",
    "width*height*depth",
    "größe*breite*höhe",
    "(a)*b*(c) = f(x)*g(x)*h(x)",
    "x**2 + y**2 = 2**3**2",
    "base**exp * base**exp",
    "def f(*args, **kwargs)",
    "char *p, *q; int **r;",
    "A* and b*, /*a*/",
    "***",
    "What does __init__ do?",
    "__name__ == '__main__'",
    "snake_case_ and _private and _x_",
    "Hawai`i and O`ahu, a`nb`nc",
    "___ and (___) and (___), ____",
    "2^n_k, a_1*b_2*c_3",
    "~/bin/~ ~5 ~ 6",
    "~~~",
    "# heading",
    "## 2",
    "- 5 + 3 = ?",
    "-",
    "+ 3",
    "```",
    "[](https://osm.org)",
    "* x",
    "1. ",
    "1. one",
    "1990. A year.",
    "1) one",
    "3. Oktober 1990",
    "- - -",
    "----",
    "* * *",
    "_____",
    "=====",
    "> 5",
    ">= 3 and < 4",
    ">>> print(1)",
    "> x = 3",
    "p | q",
    "|x| + |y| = |z|",
    "p | q | r",
    r"ends with \ ",
    r"C:\temp\new\.config \\server\share",
    r"\d+\.\d{2}, \( and \[ or \{ \} \" \' \& \% \#",
    "&lt; &amp; &nbsp; &#65; &copy",
    "<b>bold</b> <br> <!-- x --> <? x ?>",
    "vector<std::string> and List<int>",
    "<ana@school.example> <mailto:a@b.c>",
    "[x](y) and [x](/host/1/) and [x](javascript:alert(1))",
    "f[i]() and a[0](1) and [ ]( )",
    "[ref]: https://osm.org",
    "[^1] [x] [x][y] - [ ] [x]",
    "![x](y)",
    "https://osm.org www.osm.org",
]


@pytest.mark.parametrize("written", AS_TYPED)
def test_what_was_typed_for_its_own_sake_stays(written):
    shown = markdown(written)
    assert re.fullmatch(r"<p>[^<]*</p>\n?", shown), shown
    assert unescape(shown).strip() == f"<p>{written.strip()}</p>"
    assert plain(written) == written.strip()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Solve:\n- 5 + 3 = ?", "<p>Solve:<br>\n- 5 + 3 = ?</p>\n"),
        ("Solve:\n- 5 + 3 = ?\nor not", "<p>Solve:<br>\n- 5 + 3 = ?<br>\nor not</p>\n"),
        ("Solve:\n\n1) 5 + 3 = ?\n\nNow.", "<p>Solve:</p>\n<p>1) 5 + 3 = ?</p>\n<p>Now.</p>\n"),
        ("  12\n+ 34\n----", "<p>&nbsp;&nbsp;12<br>\n+ 34<br>\n----</p>\n"),
        ("Which is\n> 5?", "<p>Which is<br>\n&gt; 5?</p>\n"),
        ("A\n===\nB\n---", "<p>A<br>\n===<br>\nB<br>\n---</p>\n"),
        ("for x:\n    print(x)", "<p>for x:<br>\n&nbsp;&nbsp;&nbsp;&nbsp;print(x)</p>\n"),
        ("    four\n\n\ttab", "<p>&nbsp;&nbsp;&nbsp;&nbsp;four</p>\n<p>&nbsp;&nbsp;&nbsp;&nbsp;tab</p>\n"),
        ("one\\\ntwo", "<p>one\\<br>\ntwo</p>\n"),
        ("1. Look:\n\n   ```\n   a\n   ```", "<p>1. Look:</p>\n<pre><code>a\n</code></pre>\n"),
        ("- 5 + 3 = ?\n- 7 + 2 = ?", "<p>- 5 + 3 = ?<br>\n- 7 + 2 = ?</p>\n"),
        ("+ 5 x\n+ 7 x", "<p>+ 5 x<br>\n+ 7 x</p>\n"),
        ("- a\n- + b\n- c", "<ul>\n<li>a</li>\n<li>+ b</li>\n<li>c</li>\n</ul>\n"),
        ("- $x$", "<p>- <math><mi>x</mi></math></p>\n"),
    ],
)
def test_what_was_typed_on_several_lines_stays(written, shown):
    assert markdown(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*a* (*b*) *c d*, **e**: *f*.", "<em>a</em> (<em>b</em>) <em>c d</em>, <strong>e</strong>: <em>f</em>."),
        ("***a*** **b *c* d**", "<em><strong>a</strong></em> <strong>b <em>c</em> d</strong>"),
        ("geh**st** und **Haupt**stadt", "geh<strong>st</strong> und <strong>Haupt</strong>stadt"),
        ("这是*重点*内容", "这是<em>重点</em>内容"),
        ("~~no~~ yes", "<s>no</s> yes"),
        (r"\*no\* \_x\_ \`y\` \$5", "*no* _x_ `y` $5"),
        ("`2*3*4` ``a`b``", "<code>2*3*4</code> <code>a`b</code>"),
    ],
)
def test_marks_within_a_line_are_marks(written, shown):
    assert markdown(written) == f"<p>{shown}</p>\n"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("1. a\n1. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("3. a\n5. b", '<ol start="3">\n<li value="3">a</li>\n<li value="5">b</li>\n</ol>\n'),
        ("1) a\n2) b", '<ol class="paren">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("- a\n  - b\n- c", "<ul>\n<li>a<br>\n- b</li>\n<li>c</li>\n</ul>\n"),
        ("> A rose\n> is", "<blockquote>\n<p>A rose<br>\nis</p>\n</blockquote>\n"),
        ("> „So“", "<blockquote>\n<p>„So“</p>\n</blockquote>\n"),
        (r"\- a" + "\n" + r"\> b" + "\n" + r"\# c" + "\n" + r"1\. d", "<p>- a<br>\n&gt; b<br>\n# c<br>\n1. d</p>\n"),
    ],
)
def test_marks_at_the_front_of_lines_are_marks(written, shown):
    assert markdown(written) == shown


HEAD = "<thead>\n<tr>\n<th>p</th>\n<th>q</th>\n</tr>\n</thead>\n"


@pytest.mark.parametrize(
    ("rows", "cells", "after"),
    [
        ("1 | 0", ["1", "0"], ""),
        ("| 1 | 0 |", ["1", "0"], ""),
        ("1 | 0\nWhich rule?", ["1", "0"], "<p>Which rule?</p>\n"),
        ("$|x|$ | `a|b`", [formulas("$|x|$"), "<code>a|b</code>"], ""),
        (r"\(|x|\) | a\|b", [formulas("$|x|$"), "a|b"], ""),
        ("1 |", ["1", ""], ""),
    ],
)
def test_rows_between_pipes_are_a_table(rows, cells, after):
    body = "".join(f"<td>{cell}</td>\n" for cell in cells)
    table = f'<div class="wide"><table>\n{HEAD}<tbody>\n<tr>\n{body}</tr>\n</tbody>\n</table></div>\n'
    assert markdown(f"p | q\n--|--\n{rows}") == table + after


@pytest.mark.parametrize(
    "written", ["p | q\n--|--\n1 | 0 | 1", "p | q\n---", "|".join("a" * 40) + "\n" + "|".join("-" * 40) + "\n|" * 40]
)
def test_what_would_lose_a_cell_or_make_thousands_is_no_table(written):
    assert "<table" not in markdown(written)


def test_a_pipe_of_a_formula_stays_one_outside_of_tables():
    assert markdown("$|x|$ `a|b` $|y") == f"<p>{formulas('$|x|$')} <code>a|b</code> $|y</p>\n"
    assert 'href="https://a.b/?$p%7Cq$"' in markdown("[x](https://a.b/?$p|q$)")
    assert plain("$|x|$ `a|b`\n\n$$\n|y|\n$$") == "|x| a|b |y|"
    assert markdown("```\na|b `c|d`\n```") == "<pre><code>a|b `c|d`\n</code></pre>\n"


@given(st.text(alphabet=st.sampled_from("-+*_~>#`|[]()\\$&;<1. ab\n\t"), max_size=40))
@settings(max_examples=300)
def test_no_letter_or_digit_is_ever_lost(written):
    shown = plain(f"x {written} x")
    assert [shown.count(each) for each in "ab"] == [written.count(each) for each in "ab"]
