"""Lays our pictures beside those of the design, for the eye to compare: `./run shots --beside FOLDER`."""

from html import escape
from pathlib import Path
from urllib.parse import quote

SCREEN, HOST, PHONE, PAGE = "1280x720", "1366x768", "390x844", "1366x768"
BESIDE = {
    "screen-lobby-12": [f"screen lobby 12 {SCREEN}"],
    "screen-lobby-1000": [f"screen lobby 1000 {SCREEN}"],
    "screen-open-4": [f"screen single open {SCREEN}"],
    "screen-closed": [f"screen single closed {SCREEN}"],
    "screen-revealed": [f"screen single revealed {SCREEN}"],
    "screen-revealed-dark": [f"screen single revealed {SCREEN} dark"],
    "screen-revealed-arabic": [f"screen single revealed {SCREEN} Arabic"],
    "screen-revealed-6-long": [f"screen several revealed {SCREEN}"],
    "screen-revealed-10": [f"screen long revealed {SCREEN}"],
    "screen-number-revealed": [f"screen number revealed {SCREEN}"],
    "screen-cloud-dark": [f"screen cloud revealed {SCREEN} dark"],
    "screen-standings-ties": [f"screen standings {SCREEN}"],
    "screen-podium-ties": [f"screen ended {SCREEN}"],
    "screen-more": [
        *(f"screen {state} {SCREEN}" for state in ("lobby empty", "pictures open", "quick vote", "asked again")),
        f"present single revealed {HOST}",
    ],
    "phone-join-to-closed": [
        f"page home {PHONE}",
        f"page join {PHONE}",
        *(f"phone {state} {PHONE}" for state in ("lobby 12", "single open silent", "single open answered")),
        f"phone single closed answered {PHONE}",
    ],
    "phone-told-to-end": [
        *(f"phone {state} {PHONE}" for state in ("single revealed answered", "single revealed other")),
        *(f"phone {state} {PHONE}" for state in ("several revealed third", "standings first", "standings other")),
        f"phone ended first {PHONE}",
    ],
    "phone-kinds": [f"phone {kind} open silent {PHONE}" for kind in ("several", "number", "short", "pictures", "long")],
    "phone-dark": [f"phone single open {who} {PHONE} dark" for who in ("silent", "answered")],
    "phone-320x568": [
        f"phone {state} 320x568" for state in ("single open silent", "single open answered", "standings first")
    ],
    "host-open": [f"host single open live {HOST}", f"host single open {HOST}"],
    "host-open-dark": [f"host single open live {HOST} dark"],
    "pages-host-and-teacher": [
        f"host single revealed {HOST}",
        *(f"page {page} {PAGE}" for page in ("quizzes", "quiz", "question single", "paste", "not there")),
    ],
    "page-results": [f"page results {PAGE}"],
}
"The pictures of the design, and ours of the same states."


def page(design: Path, names: list[str]) -> str:
    """HTML with each picture of the design and beside it those of ours that were taken."""
    rows = [
        f"<h2>{escape(theirs)}</h2><div>{_figure(f'{design.resolve().as_uri()}/{theirs}.png', 'the design')}"
        f"{''.join(_figure(f'{quote(name)}.png', name) for name in ours if name in names)}</div>"
        for theirs, ours in BESIDE.items()
        if set(ours) & set(names)
    ]
    style = "body{font:16px sans-serif}div{display:flex;flex-wrap:wrap;gap:16px}figure{margin:0}img{max-height:420px}"
    return f"<!doctype html><meta charset=utf-8><title>Beside the design</title><style>{style}</style>{''.join(rows)}\n"


def _figure(address: str, words: str) -> str:
    return f'<figure><img src="{address}" alt="" loading="lazy"><figcaption>{escape(words)}</figcaption></figure>'
