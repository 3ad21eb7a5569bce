"""Texts of other programs as our Markdown, drawn as they looked."""

import re
from html import escape, unescape
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from live.content import safe_html
from live.content.formulas import formula_at
from live.formats.markup import html_markdown, markdown_html
from live.formats.markup.html_markdown import escaped, escaped_line, from_markdown, looks_like, markdown, one_line
from live.formats.markup.runs import Image

JOINER = "\u2060"


def seen(text):
    """The words that are drawn of a text in Markdown."""
    return words(unescape(re.sub(r"<[^>]*>", "", safe_html.markdown(text))))


def seen_in_line(text):
    return words(unescape(re.sub(r"<[^>]*>", "", safe_html.formulas(text))))


def words(text):
    return " ".join(text.replace(JOINER, "").split())


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("", ""),
        ("<p>One &amp; two.</p>\n  <p>Three\n four.</p>", "One & two.\n\nThree four."),
        ("<div>One</div><div>two<br>three</div>", "One\ntwo\nthree"),
        ("2<sup>10</sup> H<sub>2</sub>O pK<sub>a</sub> Fe<sup>3+</sup> 10<sup>−3</sup>", "2¹⁰ H₂O pKₐ Fe³⁺ 10⁻³"),
        ("x<sub>max</sub>, 5<sup>th</sup>", r"xₘₐₓ, 5\(^{\text{th}}\)"),
        ("<b>bold</b>, <em>slanted</em> <del>gone</del>", "**bold**, *slanted* ~~gone~~"),
        ("<strong> wide </strong>word", "**wide** word"),
        ("<b>a</b><b>b</b> <b></b> <i><b>c</i></b>", "**ab** ***c***"),
        ("geh<b>st</b> du", "geh**st** du"),
        ("f(x)<b>*</b>g, H<b>2</b>O", r"f(x)\*g, H2O"),
        ("<code>x = `y`</code>", "`` x = `y` ``"),
        ("<a href='https://osm.org/?a=(b)'>map</a> <a href='javascript:x()'>no</a>", None),
        ("a &lt;b&gt; &amp;nbsp;c", "a <b> c"),
        ("2 < 3 and <unknown>words</unknown>", "2 < 3 and words"),
        ("x<script>if (a<b) alert('1')</script>y<style>p {}</style><!-- no -->z", "xyz"),
        (
            "<ul><li>one<ol><li>in</li><li>side</li></ol></li><li><p>two</p></li></ul>",
            "- one\n  1. in\n  2. side\n- two",
        ),
        ("List:<ol start='3'><li>c<li>d</ol>end", "List:\n\n3. c\n4. d\n\nend"),
        ("<pre>\nif x:\n    y &lt; 1\n</pre>", "```\nif x:\n    y < 1\n```"),
        ('<pre><code class="language-python">x\n  y</code></pre>ok', "```python\nx\n  y\n```\n\nok"),
        ("<table><tr><th>a|b</th><th>c</th></tr><tr><td>1</td></tr></table>", "| a\\|b | c |\n| --- | --- |\n| 1 |  |"),
        ("<table><tr><td>one</td></tr><tr><td>column</td></tr></table>", "one\n\ncolumn"),
        ("1. no list<br>- 5 + 3<br>&gt; none", "1\\. no list\n\\- 5 + 3\n\\> none"),
    ],
)
def test_html_becomes_markdown(html, written):
    expected = "[map](https://osm.org/?a=%28b%29) no" if written is None else written
    assert markdown(html).text == expected


@pytest.mark.parametrize(
    ("html", "written"),
    [
        (r"\(x^2\) is \[y\], $$z$$ and $w$", "$x^2$ is $$y$$, $z$ and $w$"),
        (r"<p>\[a = b\]</p>", "$$a = b$$"),
        (r"5\(2x\)", r"5\(2x\)"),
        (r"\(a*b*c\) and 2*3*4", r"$a*b*c$ and 2\*3\*4"),
        (
            '<img class="equation_image" alt="LaTeX: x" data-equation-content="\\frac{1}{2}" src="/e/1">',
            r"$$\frac{1}{2}$$",
        ),
        ('so <img alt="LaTeX: a &lt; b" src="/e/1">', "so $a < b$"),
        (
            "<math><semantics><mi>x</mi><annotation encoding='x-tex'>\\sqrt x</annotation></semantics></math>",
            r"$$\sqrt x$$",
        ),
        ("is <m:math><m:msup><m:mn>2</m:mn><m:mn>10</m:mn></m:msup></m:math>", "is ${2}^{10}$"),
        ("is <math><mfrac><mi>a</mi><msqrt><mi>b</mi></msqrt></mfrac></math>", r"is $\frac{a}{\sqrt{b}}$"),
        ("it costs $5 or $10", r"it costs \$5 or \$10"),
        ("it costs $5", "it costs $5"),
        (r"<p>\(x\)</p><p>\[y\]</p>", "$x$\n\n$$y$$"),
        (r"\(\begin{pmatrix}1\\2\end{pmatrix}\)", r"$\begin{pmatrix}1\\2\end{pmatrix}$"),
        (r"\(x\)\(y\)", r"\(x\)$y$"),
    ],
)
def test_formulas_of_every_source_are_ours(html, written):
    assert markdown(html).text == written


@pytest.mark.parametrize("sign", ["&#36;", "&#x24;", "&#0036;", "&dollar;"])
def test_a_dollar_that_is_written_as_an_entity_is_no_mark_of_a_formula(sign):
    html = f"{sign}1{sign} and {sign}"
    assert (markdown(html).text, one_line(html).text) == (r"\$1\$ and \$", r"\$1\$ and \$")
    assert html_markdown.words(html) == "$1$ and $"
    assert markdown(f"{sign}5 is <code>{sign}a{sign}</code>").text == r"\$5 is `$a$`"
    assert markdown(f"<pre>{sign}a{sign}</pre>").text == "```\n$a$\n```"
    assert markdown(rf"\(a {sign}\)").text == r"\(a $\)"
    assert markdown("\ue0201\ue020\ue021\ue022").text == "1"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (r"\\(y\)", r"\\(y\)"),
        (r"so $$z$$ and \[w\]", r"so \[z\] and \[w\]"),
        (r"$$\foo$$", '<span class="typed">&#36;&#36;\\foo&#36;&#36;</span>'),
        (r"\(\foo\)", r'<span class="typed">\(\foo\)</span>'),
        (r"\(;$x$", r'<span class="typed">\</span>(;\(x\)'),
        ("`x ` and ` y`", "<code>x\xa0</code> and <code>\xa0y</code>"),
        ("` `", "<code>\xa0</code>"),
        (r"\begin{cases}a\\b\end{cases}", r"\begin{cases}a\\b\end{cases}"),
    ],
)
def test_what_html_has_no_words_for_comes_back_as_it_was_drawn(text, html):
    assert markdown_html.line(text) == html
    assert safe_html.formulas(one_line(html).text) == safe_html.formulas(text)


def test_only_the_spaces_that_html_shows_stay_at_the_front_of_a_line():
    assert markdown("<p>if x:<br>\n&nbsp;&nbsp;y<br>\n z</p>").text == "if x:\n\xa0\xa0y\nz"


@pytest.mark.parametrize("text", [r"$1\$", r"\$1$ and $x$", "a $5 b"])
def test_dollars_of_ours_come_back_from_html_as_they_were_drawn(text):
    assert markdown_html.html(markdown(markdown_html.html(text)).text) == markdown_html.html(text)


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("x<code>1</code>", "x\u2060`1`"),
        ("\\<code>1</code>", "\\\u2060`1`"),
        (r"\(a\)<code>1</code>", "$a$`1`"),
        ("<b>\\(a\\)</b><code>1</code>", "$a$`1`"),
        ("ß<code>1</code>", "ß`1`"),
    ],
)
def test_code_stays_code_whatever_it_is_glued_to(html, written):
    assert (markdown(html).text, one_line(html).text) == (written, written)
    assert "<code>1</code>" in markdown_html.html(written)


def test_pictures_are_given_back_in_order():
    found = markdown('<p>What? <img src="@@PLUGINFILE@@/a%20b.png" alt="A map\n of it"><img src=x.png></p>')
    assert found == ("What?", [Image("@@PLUGINFILE@@/a%20b.png", "A map of it"), Image("x.png", "")])


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<p>2<sup>10</sup> &lt; <b>x</b></p><p>*or* 1. y</p>", "2¹⁰ < x *or* 1. y"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        (r"\(x\) or $5 and $6", r"$x$ or \$5 and \$6"),
        ("<pre>a  b</pre>", "`a b`"),
        ("`code`", r"\`code\`"),
    ],
)
def test_a_choice_is_one_line_where_only_formulas_and_code_are_marked(html, written):
    assert one_line(html).text == written


def test_plain_text_is_shown_as_it_is():
    text = "What is 2*3*4?\n  - indented\n\n#1 `x`, `y` \\(z\\)\n|a|\n|-|"
    assert escaped(text) == "What is 2\\*3\\*4?\n  \\- indented\n\n#1 \\`x\\`, \\`y\\` $z$\n|a|\n\n|-|"
    assert escaped("$a\n+ b$") == "$$a + b$$"
    assert escaped_line(" 2*3*4\n $x$ ") == "2*3*4 $x$"


def test_pictures_of_markdown_are_taken_out_of_it():
    found = from_markdown('**Where?** ![A map](https://x.example/m.png "m")\r\nHere  ')
    assert found == ("**Where?**\nHere", [Image("https://x.example/m.png", "A map")])


def test_text_with_tags_or_entities_looks_like_html():
    assert [looks_like(text) for text in ("<p>x", "a &lt; b", "a < b > c & d", "x<y")] == [True, True, False, False]


MARKS = st.text(st.sampled_from("ab1 *_`~[]()<>#-+.:|\\!&;=/\"'\n"), max_size=40)


@given(MARKS)
@settings(max_examples=250, deadline=None)
def test_what_is_written_in_is_seen_again(text):
    assume(not any(formula_at(text, at) for at in range(len(text))))
    assert seen(markdown(f"<p>{escape(text)}</p>").text) == words(text)
    assert seen(markdown(f"a <b>{escape(text)}</b> b").text) == words(f"a {text} b")
    assert seen(escaped(text)) == words(text)
    assert seen_in_line(escaped_line(text)) == words(text)


@given(
    st.lists(
        st.sampled_from(["<b>", "</b>", "<i>", "</i>", "a", "B ", " ", "(", ",", "<code>", "</code>", "*", "<br>"])
    )
)
@settings(max_examples=250, deadline=None)
def test_marks_of_style_are_never_seen(parts):
    text = "".join(part for part in parts if part[0] != "<").replace(" ", "")
    assert seen(markdown("".join(parts)).text).replace(" ", "") == text


PARTS = (
    "<div>| <ul><li>x| <b>x| <table><tr><td>x| <!--| <a '| <math><mrow>x| <sup>x| \\(| $x| <| <pre>`| <img '| * | <br>"
)


@pytest.mark.parametrize("part", PARTS.split("|"))
def test_time_is_linear_however_deep_it_is_nested(part):
    started = process_time()
    markdown(part * 20_000)
    assert process_time() - started < 4
