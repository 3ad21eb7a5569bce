"""What people write, made harmless and comparable."""

import unicodedata

import pytest
from django.utils.safestring import SafeString
from hypothesis import given, settings
from hypothesis import strategies as st

from live.content.lines import forgiving, line
from live.content.nicknames import clean_nickname, nickname_key
from live.content.safe_html import markdown, plain
from live.refusal import Refused
from tests.support.kind_forms import refusal, tried

MARKS = "\u0301\u0302\u0303\u0304\u0305"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "**bold** *soft* `code` ~~gone~~",
            "<p><strong>bold</strong> <em>soft</em> <code>code</code> <s>gone</s></p>\n",
        ),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("# no heading", "<p># no heading</p>\n"),
        (
            "[map](https://osm.org)",
            '<p><a href="https://osm.org" target="_blank" rel="noopener nofollow">map</a></p>\n',
        ),
        ("2 < 3 & 4", "<p>2 &lt; 3 &amp; 4</p>\n"),
        ("", ""),
    ],
)
def test_markdown_is_shown(written, shown):
    assert markdown(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<b onclick=x>hi</b>", "<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html,hi)", "<p>[x](data:text/html,hi)</p>\n"),
        (
            "![x](http://evil.example/p.png)",
            '<p>!<a href="http://evil.example/p.png" target="_blank" rel="noopener nofollow">x</a></p>\n',
        ),
        ("```js onload=1\nx\n```", "<pre><code>x\n</code></pre>\n"),
    ],
)
def test_nothing_harmful_passes(written, shown):
    assert markdown(written) == shown


@pytest.mark.parametrize("address", ["/host/1/", "//evil.example", "mailto:a@b.example", "ftp://x.example"])
def test_a_link_that_is_not_http_leads_nowhere(address):
    assert "href" not in markdown(f"[x]({address})")


def test_markdown_is_safe_text_and_plain_is_not():
    assert (type(markdown("a")), type(plain("a"))) == (SafeString, str)


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_markdown_never_fails_and_never_lets_a_script_or_a_picture_through(written):
    shown = markdown(f"<script {written}\n\n![{written}]({written}) <img src=x>").lower()
    assert not any(tag in shown for tag in ("<script", "<img", "<style", "<iframe", " style=", " class=", " id="))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("**Which** of\n\n- a\n- b", "Which of a b"),
        ("2 < 3 & `x<y>`", "2 < 3 & x<y>"),
        ("[map](https://osm.org)", "map"),
        ("", ""),
    ],
)
def test_plain_is_one_line_without_marks(written, told):
    assert plain(written) == told


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\t words\n", "two words"),
        ("a\u202eb\u2066c\u200fd\ufeff", "abcd"),
        ("a\x00b\x07c", "abc"),
        ("👩\u200d🏫", "👩\u200d🏫"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200d\u200c", ""),
        ("\u3164\u2800\u115f", ""),
        ("\U0001d159\ufffc\U00013441", ""),
        ("ｆｕｌｌ ﬁ", "full fi"),
    ],
)
def test_a_line_holds_only_what_can_be_seen(typed, kept):
    assert line(typed) == kept


def test_a_teachers_line_keeps_its_formulas():
    assert line(" H₂O \u202e x² ½", "NFC") == "H₂O x² ½"


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_a_line_and_its_forgiving_form_are_stable(typed):
    assert (line(line(typed)), forgiving(forgiving(typed))) == (line(typed), forgiving(typed))


# --- nicknames


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana  María ", "Ana María"),
        ("Zoë", "Zoë"),
        ("A\u202ena\u0000", "Ana"),
        ("Z" + MARKS, "Ź\u0302\u0303"),
        ("\u0301\u0302Bob", "Bob"),
        ("ड़ोंगर", "ड\u093cोंगर"),
        ("<b>Bo</b>", "<b>Bo</b>"),
        ("x" * 24, "x" * 24),
        ("👍", "👍"),
        ("\U0001fae8", "\U0001fae8"),
    ],
)
def test_a_nickname_is_kept_as_it_is_shown(typed, kept):
    assert clean_nickname(typed) == unicodedata.normalize("NFKC", kept)


@pytest.mark.parametrize("typed", ["", " ", "\u200b\u200d", "\u0301", "\u3164", "\x00", "\u202e"])
def test_a_nickname_needs_something_to_see(typed):
    assert refusal(lambda: clean_nickname(typed)) == ("Please type a nickname.", 422)


@pytest.mark.parametrize("typed", ["x" * 25, "ﷺﷺ", "y" * 1_000_000])
def test_a_nickname_has_24_characters_at_most(typed):
    assert refusal(lambda: clean_nickname(typed)) == ("That nickname is too long: 24 characters at most.", 422)


@given(st.text(max_size=40) | st.text(alphabet="a\u0301\u0308\u20dd\u200d\u202eб ", max_size=30))
@settings(max_examples=300)
def test_a_nickname_is_tame_and_stable_whatever_was_typed(typed):
    nickname = tried(lambda: clean_nickname(typed))
    if isinstance(nickname, Refused):
        assert nickname.status == 422
        return
    marks = "".join("m" if unicodedata.category(char) in ("Mn", "Me") else "." for char in nickname)
    hidden = {unicodedata.category(char) for char in nickname if char not in "\u200c\u200d"} & {"Cc", "Cf", "Cs", "Co"}
    assert (1 <= len(nickname) <= 24, "mmm" in marks, marks[0], hidden) == (True, False, ".", set())
    assert (clean_nickname(nickname), nickname.isspace(), nickname.strip()) == (nickname, False, nickname)
    assert nickname_key(nickname_key(nickname)) == nickname_key(nickname) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana", "ANA"),
        ("Ana", "Аnа"),
        ("Ana", "A\u200dna"),
        ("TOM", "ТОМ"),
        ("Nick", "Νick"),
        ("Ian", "lan"),
        ("Straße", "STRASSE"),
        ("Ａｎａ", "ana"),
        ("Ana B", "Ana  B"),
        *[("Ana", f"An{unseen}a") for unseen in "\u034f\u17b4\u17b5\u180b\u180f\ufe00\ufe0f\U000e0100\U000e01ef"],
        *[("Ana-Lu", f"Ana{dash}Lu") for dash in "\u2010\u2011\u2013\u2014\u2212"],
        ("D'Arcy", "D\u2019Arcy"),
        ("Anna", "ΑΝΝΑ"),
        ("Eva", "Eνa"),
        ("Amy", "Amγ"),
        ("BOB", "ВОВ"),
        ("Marie", "rnarie"),
        ("Tim", "TlM"),
        ("Zoe 10", "Zoe lO"),
        ("Lisa", "Ꮮisa"),
        ("Max", "Мах"),
        ("Jan", "Ϳan"),
        ("sue", "ѕue"),
        ("Олег", "ОЛЕГ"),
        ("Анна", "АHHA"),
        ("Любовь", "ЛЮБОВЬ"),
        ("Юлия", "ЮЛИЯ"),
        ("Νίκος", "ΝΊΚΟΣ"),
        ("Արամ", "ԱՐԱՄ"),
        ("Tim", "TIM"),
        ("Mila", "MILA"),
        ("ქეთი", "ქეთი"),
    ],
    ids=ascii,
)
def test_nicknames_that_look_the_same_have_one_key(one, other):
    assert nickname_key(one) == nickname_key(other)


def test_nicknames_that_differ_have_keys_that_differ():
    names = ["Ana", "Aná", "Anna", "Ana 2", "Анна", "Иван", "Мария", "Αθήνα", "小明", "小红", "محمد", "أحمد"]
    names += ["Nina", "Viva", "Jan", "Jav", "Ruy", "Tuy", "Sam", "5am", "Zoë", "Zoe", "Jo", "Jø", "Маша", "Даша", "Ана"]
    assert len({nickname_key(name) for name in names}) == len(names)
