"""In what form two typed answers are compared: what looks the same is the same, and most punctuation is forgiven."""

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from live.content.lines import IGNORABLE, RAW_LENGTH, is_accent, limit_marks, line

_APOSTROPHES = "’‘‚‛ʼʻʽʾʿˈˊˋʹ′‵`´΄᾽᾿῾ꞌ՚׳‹›❛❜ߴߵ٬"
_QUOTES = "“”„‟«»″‶ʺ˝ˮ״〃〝〞〟❝❞「」『』《》〈〉"
_DASHES = "–—−‐‑‒―⁃֊־˗⸺⸻"
_SIGNS = (
    dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys("،、٫", ",")
    | dict.fromkeys("。۔․", ".")
    | dict.fromkeys("؛⁏", ";")
    | dict.fromkeys("؟⸮", "?")
    | dict.fromkeys("꞉∶", ":")
    | dict.fromkeys("⁄∕", "/")
    | dict.fromkeys("⋅∙‧•・", "·")
    | dict.fromkeys("∗⁎", "*")
    | dict.fromkeys("∼〜", "~")
    | dict.fromkeys("✕✖⨯", "×")
    | dict.fromkeys("⩽≦", "≤")
    | dict.fromkeys("⩾≧", "≥")
    | {"٪": "%", "°": "o", "˚": "o", "∆": "Δ", "∑": "Σ", "∏": "Π"}  # 90º is NFKC's 90o, so that 90° is the same, too
)
# One letter on several keyboards: Persian, Urdu and Kurdish ones write Arabic words with letters of their own; Hebrew
# ones have pairs; Malayalam is written with or without joined forms.
_LETTERS = (
    dict.fromkeys("کڪ", "ك")
    | dict.fromkeys("یى", "ي")
    | dict.fromkeys("ہە", "ه")
    | {"ۃ": "ة", "ـ": "", "װ": "וו", "ױ": "וי", "ײ": "יי"}
    | {"ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്", "ൿ": "ക്"}
)
_SAME = _SIGNS | _LETTERS
# Letters whose stroke is left out as an accent is, though to Unicode it is a part of the letter.
_PLAIN = {
    **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ɖ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"},
    **{"þ": "th", "ٱ": "ا"},
}
# NFKC makes a space and an accent of these.
_WHOLE = {ord(sign): _SIGNS[sign] for sign in "´΄᾽᾿῾˝˚"}
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}
_ENDS = {"Po", "Pi", "Pf", "Ps", "Pe"}
_SAYS_SOMETHING = set("#%&*@/\\§¶†‡‰‱·")
"Punctuation to Unicode, but C# is not C."
_KNOWN = 20_000


class _Table(dict[int, str]):
    """What becomes of each character, as `str.translate` asks for it; worked out once for each."""

    def __init__(self, form: Callable[[str], str]) -> None:
        super().__init__()
        self.form = form

    def __missing__(self, code: int) -> str:
        if len(self) > _KNOWN:
            self.clear()
        self[code] = found = self.form(chr(code))
        return found


def _seen(char: str) -> str:
    """One character as it looks: signs, digits and letters that look alike are one."""
    category = unicodedata.category(char)
    if char.isspace():
        return " "
    if category in _UNSEEN or IGNORABLE.match(char):
        return ""
    return str(unicodedata.decimal(char)) if category == "Nd" else _SAME.get(char, char)


def _forgiven(char: str) -> str:
    """One character without capitals and accents, too."""
    seen = "".join(map(_seen, unicodedata.normalize("NFKD", _SAME.get(char, char))))
    letters = unicodedata.normalize("NFKD", seen.casefold())
    return "".join(_PLAIN.get(each, each) for each in letters if not _is_left_out(each))


def _is_left_out(char: str) -> bool:
    return is_accent(char) or unicodedata.category(char) == "Me"


_EXACT, _FORGIVING = _Table(_seen), _Table(_forgiven)


def typed_line(raw: str) -> str:
    """Clean what somebody has typed as an answer: `line`, with few marks on a letter, and with all apostrophes."""
    return line(limit_marks(line(raw[:RAW_LENGTH].translate(_WHOLE))))


def folded(text: str, exact: bool = False) -> str:
    """Return the form in which two lines are the same ("sao paulo"); `exact`: capitals and accents count."""
    if not exact:
        return _joined(text.translate(_FORGIVING))
    return _joined(_unmarked(unicodedata.normalize("NFKC", text.translate(_EXACT)).translate(_EXACT)))


def _unmarked(text: str) -> str:
    """Return a text without accents on its apostrophes: two of these are a quote, and nothing may part them."""
    if "'" not in text:
        return text
    kept: list[str] = []
    for char in text:
        if not (kept and kept[-1] == "'" and _is_left_out(char)):
            kept.append(char)
    return "".join(kept)


def _joined(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("''", '"').split())


def bare(text: str) -> str:
    """Return a folded text without the punctuation at its ends, unless it has nothing else."""
    return ends(text)[1]


def ends(text: str) -> tuple[str, str, str]:
    """Split a folded text into the punctuation at its front, its words, and the punctuation at its end.

    The point of ".5" is no punctuation. A text of punctuation alone is all words.
    """
    if text[:1].isalnum() and text[-1:].isalnum():
        return "", text, ""
    start, stop = 0, len(text)
    while start < stop and _is_end(text[start]) and not _begins_number(text, start):
        start += 1
    while start < stop and _is_end(text[stop - 1]):
        stop -= 1
    if start == stop:
        return "", text, ""
    return text[:start].replace(" ", ""), text[start:stop], text[stop:].replace(" ", "")


def _begins_number(text: str, at: int) -> bool:
    return text[at] in ".," and text[at + 1 : at + 2].isdigit()


@lru_cache(maxsize=4096)
def _is_end(char: str) -> bool:
    return char == " " or (unicodedata.category(char) in _ENDS and char not in _SAYS_SOMETHING)
