"""The lines that people type: what is kept of one, and how two are compared."""

import re
import unicodedata
from typing import Literal

RAW_LENGTH = 2000  # nobody types a longer line; spares the normalising of a hostile one
JOINERS = "\u200c\u200d"  # Persian spelling and joined emoji need them; every other format character goes
# Letters by name, nothing to the eye; and the accent that phones offer as an apostrophe, before NFKC splits it.
_BLANKS = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800\ufffc\U0001d159\U00013441\U00013442"), " ") | {
    0xB4: "'"
}
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}
# Unicode's Default_Ignorable_Code_Point, of which the marks choose a glyph and are kept, but make no other word.
IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def _seen(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in _UNSEEN and char not in JOINERS else char


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


SIGNS = dict.fromkeys("’‘ʼ`", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("–—−‐‑", "-")
_TYPOGRAPHY = str.maketrans(
    SIGNS
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
    text = "".join(char for char in IGNORABLE.sub("", text) if not _accent(char))
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_TYPOGRAPHY).split())
