"""What people write: teachers' Markdown, the lines that participants type, and nicknames."""

import re
import unicodedata
from functools import lru_cache
from html import escape, unescape
from typing import Literal

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from live.content.formulas import ATTRIBUTES, INLINE, TAGS, mathml
from live.content.highlighting import CLASSES
from live.content.markdown import PLAIN, READER
from live.refusal import Refused

NICKNAME_LENGTH = 24
RAW_LENGTH = 2000  # nobody types a longer line; spares the normalising of a hostile one

_BLOCKS = {"p", "br", "hr", "pre", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
_TAGS = _BLOCKS | TAGS | {"em", "strong", "s", "code", "a", "span"}
_LONG = re.compile(r"(?<![.0-9])[0-9]{3}|(?<![.0-9])[0-9]{2}(?:\.[0-9]*)?e[mx]|[0-9.]+(?:cm|in|mm|pc|%)")
"Lengths by which a formula would leave its place."


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    """Keep a link only when it says http or https; a relative one could press our own pages' addresses on people."""
    if attribute == "href":
        return value if value.lower().startswith(("http://", "https://")) else None
    return None if tag in TAGS and _LONG.search(value) else value


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}, "ol": {"start"}, **dict.fromkeys(TAGS, ATTRIBUTES)},
    attribute_filter=_harmless,
    allowed_classes={"span": set(CLASSES)},
    url_schemes={"http", "https"},
    link_rel="noopener nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},  # a link must not take the phone out of the lesson
)
_STRIPPER = nh3.Cleaner(tags=set(), attributes={})


@lru_cache(maxsize=2048)
def markdown(text: str) -> SafeString:
    """Markdown as harmless HTML: no raw HTML, pictures, headings or styles; links to http(s) alone.

    Formulas are MathML, and the words of a listing have Pygments' classes.
    """
    return mark_safe(_CLEANER.clean(READER.render(text)))  # nh3 is what makes it safe


@lru_cache(maxsize=2048)
def formulas(text: str) -> SafeString:
    """One line as harmless HTML: its formulas as MathML, all else as it was typed."""
    if "$" not in text:
        return mark_safe(escape(text))
    parts = INLINE.split(text)  # what is between formulas, and their LaTeX, in turns
    html = "".join(mathml(part) if at % 2 else escape(part) for at, part in enumerate(parts))
    return mark_safe(_CLEANER.clean(html))


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """Markdown as one line of plain text, for lists, titles and CSV; still to be escaped like any text."""
    return " ".join(unescape(_STRIPPER.clean(READER.render(text, dict(PLAIN)))).split())


# --- lines that people type ---------------------------------------------------------------------------------------

_JOINERS = "\u200c\u200d"  # Persian spelling and joined emoji need them; every other format character goes
# Letters by name, nothing to the eye; and the accent that phones offer as an apostrophe, before NFKC splits it.
_BLANKS = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800\ufffc\U0001d159\U00013441\U00013442"), " ") | {
    0xB4: "'"
}
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}
# Unicode's Default_Ignorable_Code_Point, of which the marks choose a glyph and are kept, but make no other word.
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def _seen(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in _UNSEEN and char not in _JOINERS else char


def _visible(char: str) -> bool:
    """Letters, digits, signs; and the plane of emoji, of which this Python may not know the newest."""
    return unicodedata.category(char)[0] in "LNPS" or "\U0001f000" <= char < "\U0001fb00"


def line(raw: str, form: Literal["NFC", "NFKC"] = "NFKC") -> str:
    """One typed line: normalised, control and bidi characters stripped, whitespace folded; "" when nothing is visible.

    Teachers' lines are kept as NFC, because NFKC would make H2O of H₂O.
    """
    text = unicodedata.normalize(form, raw[:RAW_LENGTH].translate(_BLANKS)).translate(_BLANKS)
    text = unicodedata.normalize(form, " ".join("".join(map(_seen, text)).split()))
    return text if any(map(_visible, text)) else ""


_SIGNS = dict.fromkeys("’‘ʼ`", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("–—−‐‑", "-")
_TYPOGRAPHY = str.maketrans(
    _SIGNS
    | {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ـ": ""}
)


def _accent(char: str) -> bool:
    """Marks that people leave out: Latin, Greek and Cyrillic accents, Arabic and Hebrew points.

    Judged by canonical combining class, because in other scripts (Devanagari, Thai, kana) a mark is another letter.
    """
    kind = unicodedata.combining(char)
    return 10 <= kind <= 36 or kind >= 200


def forgiving(raw: str) -> str:
    """A typed line as it is compared: case, accents, typographic quotes and repeated spaces forgiven ("paris")."""
    text = unicodedata.normalize("NFKD", line(raw).casefold().translate(_TYPOGRAPHY))
    text = "".join(char for char in _IGNORABLE.sub("", text) if not _accent(char))
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_TYPOGRAPHY).split())


# --- nicknames ----------------------------------------------------------------------------------------------------


def _tame_marks(text: str) -> str:
    """At most two marks in a row and none at the front, so that a name stays inside its own line."""
    kept: list[str] = []
    run = 2
    for char in text:
        category = unicodedata.category(char)
        if category in ("Mn", "Me"):
            run += 1
        elif category != "Mc" and char not in _JOINERS:
            run = 2 if char == " " else 0  # nothing but a letter or a sign carries a mark
        if run <= 2 or category not in ("Mn", "Me"):
            kept.append(char)
    return "".join(kept)


def clean_nickname(raw: str) -> str:
    """A nickname as it is shown: NFKC, nothing unseen, 1 to 24 characters. Raises Refused with status 422."""
    nickname = line(_tame_marks(line(raw)))
    if not nickname:
        raise Refused(_("Please type a nickname."), 422)
    if len(nickname) > NICKNAME_LENGTH:
        raise Refused(_("That nickname is too long: %d characters at most.") % NICKNAME_LENGTH, 422)
    return nickname


# Lower-case letters that look, small or capital, like a Latin one: Cyrillic, then Greek, then Latin's own l.
_LETTERS = zip("аеорсухіјѕԁһкмтвнԛԝүαβεικμνορτυχζl", "aeopcyxijsdhkmtbhqwyabeikmnoptyxzi", strict=True)
_LOOKS_LIKE = str.maketrans(dict(_LETTERS) | _SIGNS)


def nickname_key(nickname: str) -> str:
    """What must be unique in a room: two nicknames that look the same have the same key."""
    shown = _IGNORABLE.sub("", nickname)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", shown).casefold())
    return unicodedata.normalize("NFKC", " ".join(text.translate(_LOOKS_LIKE).split()))
