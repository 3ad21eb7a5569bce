"""Formulas between dollars, and listings: drawn, harmless, bounded; what is none stays what was typed."""

import re
import subprocess
import sys
from html import unescape

import pytest
from django.conf import settings
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from bench.patience import PATIENCE
from live.content.highlighting import CLASSES, LANGUAGES
from live.content.safe_html import formulas, markdown, plain
from live.kinds import Bar, Choice

X2 = "<msup><mi>x</mi><mn>2</mn></msup></math>"
CHEMISTRY = '<math><mrow><mspace></mspace><mi mathvariant="normal">H</mi></mrow></math>'
INLINE, BLOCK = f"<math>{X2}", f'<math display="block">{X2}'


def inline(latex: str) -> str:
    """What is drawn of a formula, without the element around all of it."""
    found = re.fullmatch(r"<p><math>(.*)</math></p>\n", markdown(f"${latex}$"))
    assert found, markdown(f"${latex}$")
    return found[1]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("What is $x^2$?", f"<p>What is {INLINE}?</p>\n"),
        ("*so $x^2$* it is", f"<p><em>so {INLINE}</em> it is</p>\n"),
        ("a $$x^2$$ b", f"<p>a {BLOCK} b</p>\n"),
        ("$$x^2$$", f"<p>{BLOCK}</p>\n"),
        ("$$\nx^2\n$$\nthen", f"<p>{BLOCK}</p>\n<p>then</p>\n"),
        ("Look:\n$$\nx^2\n$$", f"<p>Look:</p>\n<p>{BLOCK}</p>\n"),
        ("- $$x^2$$\n- b", f"<ul>\n<li>\n<p>{BLOCK}</p>\n</li>\n<li>b</li>\n</ul>\n"),
        ("$$\na\n- b\n$$", '<p><math display="block"><mi>a</mi><mo>−</mo><mi>b</mi></math></p>\n'),
        ("$a_1*b*c_2$", markdown("$a_1 * b * c_2$")),
        (r"\(x^2\)", f"<p>{INLINE}</p>\n"),
        (r"So \(x^2\) *is* it", f"<p>So {INLINE} <em>is</em> it</p>\n"),
        (r"\[x^2\]", f"<p>{BLOCK}</p>\n"),
        ("\\[\nx^2\n\\]\nthen", f"<p>{BLOCK}</p>\n<p>then</p>\n"),
        (r"a \[x^2\] b", f"<p>a {BLOCK} b</p>\n"),
        (r"\begin{cases}x\\y\end{cases}", markdown(r"$$\begin{cases}x\\y\end{cases}$$")),
        (
            "\\begin{aligned}\na&=b\\\\\n- c&=d\n\\end{aligned}",
            markdown(r"$$\begin{aligned}a&=b\\-c&=d\end{aligned}$$"),
        ),
        (r"\ce{H2O}", markdown(r"$\ce{H2O}$")),
        ("已知$x^2$是整数", f"<p>已知{INLINE}是整数</p>\n"),
        ("the $x^2$th, das $x^2$te", f"<p>the {INLINE}th, das {INLINE}te</p>\n"),
        (r"is $x^2$, ($x^2$) or $x^2$-fold", f"<p>is {INLINE}, ({INLINE}) or {INLINE}-fold</p>\n"),
        (r"2$x^2$", f"<p>2{INLINE}</p>\n"),
    ],
)
def test_a_formula_is_drawn(written, shown):
    assert markdown(written) == shown


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\mathbb R", "<mi>ℝ</mi>"),
        (r"\R", "<mi>ℝ</mi>"),
        (r"\boldsymbol{x}", "<mi>𝒙</mi>"),
        (r"\mathrm{m}", '<mrow><mspace></mspace><mi mathvariant="normal">m</mi></mrow>'),
        ("3{,}14", '<mn>3</mn><mo rspace="0">,</mo><mn>14</mn>'),
        (r"\text{5 \%}", "<mtext>5&nbsp;%</mtext>"),
        (r"\text{if } x<1", "<mtext>if&nbsp;</mtext><mi>x</mi><mo>&lt;</mo><mn>1</mn>"),
        (r"\text{a<b}", "<mtext>a&lt;b</mtext>"),
        ("50%", "<mn>50</mn><mi>%</mi>"),
        (r"\operatorname{argmax}", "<mrow><mspace></mspace><mi>argmax</mi></mrow>"),
        (r"\cancel{3}", '<mrow class="m-up"><mn>3</mn></mrow>'),
        (r"\bcancel{3}", '<mrow class="m-down"><mn>3</mn></mrow>'),
        (r"\xcancel{3}", '<mrow class="m-up m-down"><mn>3</mn></mrow>'),
        (r"\boxed{x}", '<mrow class="m-box"><mi>x</mi></mrow>'),
        (r"\overline{A}", '<mrow class="m-over"><mi>A</mi></mrow>'),
        (r"\underline{A}", '<mrow class="m-below"><mi>A</mi></mrow>'),
        (r"\vec{a}", '<mover accent="true"><mi>a</mi><mo class="m-vec" stretchy="false">→</mo></mover>'),
        (r"a\!b", '<mi>a</mi><mspace class="m-back"></mspace><mi>b</mi>'),
        (r"\begin{split}a&=b\end{split}", inline(r"\begin{aligned}a&=b\end{aligned}")),
        (r"\begin{align}a&=b\end{align}", inline(r"\begin{align*}a&=b\end{align*}")),
        (r"\begin{alignat}{2}a&=b\end{alignat}", inline(r"\begin{aligned}a&=b\end{aligned}")),
        (r"\begin{cases}a\\[2ex]b\\\end{cases}", inline(r"\begin{cases}a\\b\end{cases}")),
        (r"\left<x\right>", inline(r"\left\langle x\right\rangle")),
        (
            r"\begin{array}{|c|}\hline p\\\hline\end{array}",
            '<mtable class="m-solid-left m-solid-top" displaystyle="false" scriptlevel="0"><mtr class="m-under">'
            '<mtd class="m-solid-right"><mi>p</mi></mtd></mtr></mtable>',
        ),
    ],
)
def test_what_is_drawn_needs_no_style_and_is_mathml_that_every_browser_knows(latex, shown):
    assert inline(latex) == shown


@pytest.mark.parametrize("rows", [r"a&=b\\&=c", r"a\\b"])
def test_rows_stand_below_each_other_without_an_environment_too(rows):
    assert markdown(f"$${rows}$$").count("<mtr>") == 2


@pytest.mark.parametrize(
    "written",
    [
        "$ x $",
        "$x $",
        "$",
        "$$",
        "$$$$",
        "$$ never closed",
        r"\( never closed",
        r"\[ never closed",
        r"\begin{cases} never closed",
        r"\( \)",
        r"$\frac{1$",
        r"$\frac{1}$",
        r"$\frac{$",
        r"$}{$",
        "$x^$",
        r"$\begin{matrix} 1$",
        r"$\begin{unheard}1\end{unheard}$",
        r"\begin{unheard}1\\2\end{unheard}",
        r"$\left( x$",
        r"$\unheardof{x}$",
        r"\(\unheardof{x}\)",
        r"\[\frac{1}\]",
        r"$\ch{H2O}$",
        r"$\SI{5}{m}$",
        r"$\angl{n}$",
        r"$\phase{n}$",
        r"$\ref{x}\label{x}$",
        r"$\def\x{y}\x$",
        r"$\let\x=y\x$",
        r"$\global\def\x{y}\x$",
        r"$\newcommand{\x}{xx}\renewcommand{\y}{\x\x}\y$",
        r"$\newenvironment{a}{b}{c}$",
        "${" + "{" * 50 + "x" + "}" * 50 + "^$",
        "$" + r"\sqrt" * 100 + "x$",
        "$" + "x+" * 501 + "$",
        "$" + "x" * 10_000 + "$",
    ],
)
def test_what_is_no_formula_stays_what_was_typed(written):
    assert markdown(written) == f"<p>{written}</p>\n"


DOLLARS = [
    "It costs $5 and $10.",
    "From $5-$10, or 5$ to 6$",
    "5$, or 6$.",
    "between $5 and 10$, at $5 a day or 10$",
    "US$20, CA$30 or AU$40",
    "$-5/$-3",
    "$5/h to 10$/h",
    "20$/kg or 30$/kg",
    "10$-20$",
    "$PATH and $HOME/$USER",
    "echo $PATH:$HOME",
    "${a}${b}",
    "$i<$n",
    "for ($i=0; $i<$n; $i++) { $s .= $t; }",
    "$x.$y",
    "$x$y",
    "$('a')+$('b')",
    "$_GET['x'].$_POST['y']",
    "awk '{print $1,$2}'",
    "$A$1",
    "$A$1:$B$2",
    "=SUM($A$1:$A$5)*$C$1",
    "=A$1*$B2+$C",
    "LEFT$(A$, 3) + B$",
]


@pytest.mark.parametrize("written", DOLLARS)
def test_the_dollars_of_prices_shells_and_spreadsheets_stay_dollars(written):
    shown = written.replace("<", "&lt;")
    assert markdown(written) == f"<p>{shown}</p>\n"
    assert unescape(formulas(written)) == written


def test_a_dollar_can_be_just_that():
    assert (markdown(r"\$x\$"), markdown("`$x$`")) == ("<p>$x$</p>\n", "<p><code>$x$</code></p>\n")
    assert (formulas(r"\$x\$"), formulas("`$x$`")) == ("$x$", "<code>$x$</code>")


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


DEEP = r"""{ \sqrt \sqrt{ \sqrt[ \hat \frac1 \frac{1}{ \left( \left\{ x_{ x^{ x_ x^ \text{ \begin{matrix}
\begin{cases}1& \begin{array}{c} \cancel{ \boxed{ \overline \binom1 \mathrm{ \ce{ \xrightarrow{ \underset1
\sin( \sin[ \sin(] \log_2\{ \Bigl( \Bigl| \bigl/ \biggl\uparrow \max_x\lvert \exp\langle \lim\bigl(
\operatorname{a}( \operatorname{ \displaystyle{ \genfrac{}{}{0pt}{}{ \phantom{ \prescript{}{}{ \mathopen\{
\det\lfloor {\sin( \raisebox{1em}{ ' (] \middle| \color{red}{"""
CLOSINGS = ("", "}", ")", r"\right)", r"\bigr)", r"\end{matrix}")


def test_the_deepest_formulas_cost_little_and_end_neither_the_process_nor_a_thread_with_a_small_stack():
    script = f"""
import threading, time
from live.content.safe_html import markdown
def draw():
    for opening in {DEEP.split()!r}:
        for closing in {CLOSINGS!r}:
            count = 990 // (len(opening) + len(closing))
            nested = opening * count + "x" + closing * count
            for latex in (opening * count, (opening + "x" + closing) * (count * 9 // 10), nested):
                began = time.thread_time()
                markdown("$$" + latex[:996] + "$$")
                if time.thread_time() - began > 0.1:
                    print(latex[:30], "takes", time.thread_time() - began)
    print("whole")
threading.stack_size(512 * 1024)
thread = threading.Thread(target=draw)
thread.start()
thread.join()
"""
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=settings.ROOT, capture_output=True, text=True, timeout=PATIENCE
    )
    assert (told.returncode, told.stdout, told.stderr) == (0, "whole\n", "")


@given(st.text(alphabet=st.sampled_from(r"$\{}^_&<>ab1 ()[]'`%#" + "\n"), max_size=60))
@how(max_examples=150)
def test_whatever_is_typed_between_dollars_is_shown_and_harmless(written):
    shown = f"{markdown(f'$x^2$ {written}')}{formulas(written)}"
    assert re.findall(r"<(?!/?(?:p|br|em|strong|ul|ol|li|a|code|pre|s|blockquote|math|m[a-z]+)\b)", shown) == []


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
        (r"\(x^2\), \ce{H}", f"{INLINE}, {CHEMISTRY}"),
        (r"\[x^2\] or $$x^2$$", " or ".join(['<math displaystyle="true">' + X2] * 2)),
        ("`a<b` and ``a`b``", "<code>a&lt;b</code> and <code>a`b</code>"),
        (r"\` C:\temp 2*3*4 __x__ [a](b)", r"` C:\temp 2*3*4 __x__ [a](b)"),
        ("` and `` alone", "` and `` alone"),
        ("Hawai`i and O`ahu", "Hawai`i and O`ahu"),
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
    script += "markdown('**a** $5'); print({'PIL', 'pygments', 'math_core'} & sys.modules.keys())"
    names = {"PYTHONPATH": f"{settings.ROOT}:{settings.ROOT / 'site'}", "DJANGO_SETTINGS_MODULE": "config.settings"}
    told = subprocess.run([sys.executable, "-c", script], env=names, capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"
