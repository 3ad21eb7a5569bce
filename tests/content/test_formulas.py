"""Formulas between dollars, and listings: drawn, harmless, bounded; what is none stays what was typed."""

import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from live.content.highlighting import CLASSES, LANGUAGES
from live.content.safe_html import formulas, markdown, plain
from live.kinds import Bar, Choice

X2 = "<mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>"
INLINE, BLOCK = f'<math display="inline">{X2}', f'<math display="block">{X2}'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("What is $x^2$?", f"<p>What is {INLINE}?</p>\n"),
        ("*so $x^2$* it is", f"<p><em>so {INLINE}</em> it is</p>\n"),
        ("a $$x^2$$ b", f"<p>a {BLOCK} b</p>\n"),
        ("$$x^2$$", f"<p>{BLOCK}</p>\n"),
        ("$$\nx^2\n$$\nthen", f"<p>{BLOCK}</p>\n<p>then</p>\n"),
        ("Look:\n$$\nx^2\n$$", f"<p>Look:</p>\n<p>{BLOCK}</p>\n"),
        ("- $$x^2$$", f"<ul>\n<li>\n<p>{BLOCK}</p>\n</li>\n</ul>\n"),
        ("$$\na\n- b\n$$", '<p><math display="block"><mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow></math></p>\n'),
        ("$a_1*b*c_2$", markdown("$a_1 * b * c_2$")),
        (r"$\text{if } x<1$", markdown(r"$\text{if }x < 1$")),
        (r"$\text{a<b}$", '<p><math display="inline"><mrow><mtext>a&lt;b</mtext></mrow></math></p>\n'),
    ],
)
def test_a_formula_is_drawn(written, shown):
    assert markdown(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "It costs $5 and $10.",
        "From $5-$10",
        "5$ or 6$",
        "$ x $",
        "$x $",
        "$",
        "$$",
        "$$$$",
        "$$ never closed",
        r"$\frac{1$",
        r"$\frac{$",
        r"$}{$",
        "$x^$",
        r"$\begin{matrix} 1$",
        r"$\left( x$",
        r"$\unheardof{x}$",
        r"$\def\x{y}\x$",
        r"$\newcommand{\x}{xx}\renewcommand{\y}{\x\x}\y$",
        r"$\newenvironment{a}{b}{c}$",
        "${" + "{" * 50 + "x" + "}" * 50 + "}$",
        "$" + "x+" * 501 + "$",
        "$" + "x" * 10_000 + "$",
    ],
)
def test_what_is_no_formula_stays_what_was_typed(written):
    assert markdown(written) == f"<p>{written}</p>\n"


def test_a_dollar_can_be_just_that():
    assert (markdown(r"\$x\$"), markdown("`$x$`")) == ("<p>$x$</p>\n", "<p><code>$x$</code></p>\n")


@pytest.mark.parametrize(
    "latex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\href{https://evil.example}{x}",
        r"\style{position:fixed}{x}",
        r"\class{correct}{x}",
        r"\cssId{stage}{x}",
        r"\text{<script>alert(1)</script>}",
        r"\text{<img src=x onerror=alert(1)>}",
        r"\mbox{</math><script>alert(1)</script>}",
        r"\text{<!--}--><svg onload=alert(1)>",
        r"\color{white}{x}",
        r"\colorbox{black}{x}",
        r"\hspace{999em}x\rule{100px}{5cm}",
        "x<script>alert(1)</script>",
    ],
)
@pytest.mark.parametrize("form", ["$%s$", "$$%s$$", "$$\n%s\n$$"])
def test_nothing_harmful_comes_out_of_a_formula(latex, form):
    shown = markdown(form % latex)
    tags = re.findall(r"<[^>]*>", shown)
    assert [tag for tag in tags if not re.match(r"</?(p|br|math|m[a-z]+)[ >]", tag)] == []
    assert re.findall(r"\b(href|style|class|id|src|on\w+|math\w*color|width|height)=", "".join(tags)) == []


def test_a_formula_keeps_its_small_spaces():
    assert 'width="0.167em"' in markdown(r"$a\,b$")


@given(st.text(alphabet=st.sampled_from(r"$\{}^_&<>ab1 ()[]'" + "\n"), max_size=60))
@how(max_examples=150, deadline=None)
def test_whatever_is_typed_between_dollars_is_shown_and_harmless(written):
    shown = f"{markdown(f'$x^2$ {written}')}{formulas(written)}"
    assert re.findall(r"<(?!/?(?:p|br|em|strong|ul|ol|li|a|code|pre|s|hr|blockquote|math|m[a-z]+)\b)", shown) == []


def test_plain_text_has_the_formula_as_it_was_typed():
    assert plain(r"Is **$\frac{a}{b}<1$**?" + "\n\n$$\nx^2\n$$") == r"Is \frac{a}{b}<1? x^2"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("$x^2$", INLINE),
        ('2 < 3 & $x^2$ "', f'2 &lt; 3 &amp; {INLINE} "'),
        ("<b>'*no*'", "&lt;b&gt;&#x27;*no*&#x27;"),
        ("$5 and $6", "$5 and $6"),
        (r"$\frac{$", r"$\frac{$"),
    ],
)
def test_a_line_has_formulas_and_nothing_else(typed, shown):
    assert (formulas(typed), type(formulas(typed))) == (shown, SafeString)


def test_choices_have_formulas_and_what_participants_type_has_none():
    assert Choice(1, "A", "circle", "$x^2$").html == INLINE
    assert Bar("1", "$x^2$", 3, letter="A", shape="circle").html == INLINE
    assert Bar("$x^2$", "$x^2$", 3).html == "$x^2$"


# --- listings


def test_the_words_of_a_listing_have_classes():
    assert markdown("```python\ndef f(x):\n    return 'a<b' + 1  # c\n```") == (
        '<pre><code><span class="k">def</span> <span class="nf">f</span>(x):\n'
        '    <span class="k">return</span> <span class="s">\'a&lt;b\'</span> + <span class="m">1</span>'
        '  <span class="c"># c</span>\n</code></pre>\n'
    )


@pytest.mark.parametrize("language", ["", "brainfuck", "js onload=1", "../../x", '"><script>', "python" * 99])
def test_in_a_language_that_is_not_known_it_is_plain(language):
    assert markdown(f"```{language}\n<+>\n```") == "<pre><code>&lt;+&gt;\n</code></pre>\n"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_shows_the_very_characters(language):
    code = "\n\n  begin <b> 'a' \"b\" 1.5 /* c */ # d -- e && f\t;\n\n"
    shown = markdown(f"```{language.upper()}\n{code}```")
    assert set(re.findall(r'class="(\w+)"', shown)) <= CLASSES
    assert plain(f"```{language}\n{code}```") == " ".join(code.split())


def test_a_long_listing_is_plain():
    assert "<span" not in markdown("```python\n" + "if 1:\n" * 700 + "```")


def test_a_start_imports_none_of_what_only_some_questions_need():
    script = (
        "import django; django.setup(); import config.asgi, live.views.questions, sys; "
        "from live.content.safe_html import markdown; "
    )
    script += "markdown('**a** $5'); print({'PIL', 'pygments', 'latex2mathml'} & sys.modules.keys())"
    names = {"PYTHONPATH": f"{settings.ROOT}:{settings.ROOT / 'site'}", "DJANGO_SETTINGS_MODULE": "config.settings"}
    told = subprocess.run([sys.executable, "-c", script], env=names, capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"
