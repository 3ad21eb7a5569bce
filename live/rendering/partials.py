"""Wraps what travels to a page: regions as htmx swaps them in, the link box, signs of life, sentences, farewells."""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from random import choice, randrange
from typing import Any

from django.db import connection
from django.template.loader import get_template
from django.urls import reverse_lazy
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, gettext_lazy

from live import clock
from live.rendering import slots
from live.rooms.snapshot import Snapshot

HOST_FORMS = ("moves", "quick", "naming", "words")
"Forms with which a host page says that its socket lives: then the push alone answers, as a reply could be late."
_NO_HOST = gettext_lazy("You are not a host of this room any more."), reverse_lazy("account-login")
FAREWELLS = {
    "play": (gettext_lazy("You are not in this room any more."), "/", gettext_lazy("Join again")),
    "screen": (
        gettext_lazy("This screen link has been replaced. Open the screen again from the host page."),
        "/",
        gettext_lazy("Type a code"),
    ),
    "host": (*_NO_HOST, gettext_lazy("Sign in")),
    "present": (*_NO_HOST, gettext_lazy("Sign in")),
    "key": (*_NO_HOST, gettext_lazy("Sign in")),
}
"What the page of a viewer whose access has ended says, and where it leads: sentence, address, label."
YOUNG = 15
"Seconds in which a poll that brings nothing new is answered 204; then the link box anew, as a sign of life."
Regions = dict[str, str]
_ANSWER = re.compile(r'data-answer="((\d+)-\w+)"')


def fill(html: str, snapshot: Snapshot, focus: bool = False) -> str:
    """The region as it is sent now: the seconds left, the focus in a stage-change push, controls without an answer."""
    return slots.empty_controls(_fill(html, snapshot, focus))


def _fill(html: str, snapshot: Snapshot, focus: bool) -> str:
    total, left = slots.seconds(snapshot)
    share = f"{100 * left / max(1, total):.1f}"
    html = html.replace(slots.SHARE, share).replace(slots.BITS, slots.in_bits(left))
    return html.replace(slots.FOCUS, " autofocus" if focus else "")


def partial(name: str, html: str, swap: str = "outerMorph") -> str:
    """One region as it travels."""
    return _own_controls(html) if name == "controls" else _partial(f"#{name}", html, swap)


def _own_controls(html: str) -> str:
    """Controls with an answer: they replace those of the same round that show another one or none, touched or not.

    Where they show this one already, what somebody has half changed stays.
    """
    answer, round = _answer_of(html)
    return _partial(f"#answer-{round} #controls:not([data-answer='{answer}'])", html, "outerHTML")


def shows_answer(controls: str) -> str:
    """Tell the form that sent an answer that its controls show this one; they stay as they are."""
    _answer, round = _answer_of(controls)
    return _partial(f"#answer-{round} #controls", f"{controls.partition('>')[0]}></div>", "outerMorph")


def _answer_of(controls: str) -> tuple[str, str]:
    """The name of the answer that controls show, and the round's."""
    found = _ANSWER.search(controls)
    assert found is not None
    return found[1], found[2]


def _partial(target: str, html: str, swap: str) -> str:
    """What replaces the target; nothing else writes <hx-partial>."""
    return f'<hx-partial hx-target="{target}" hx-swap="{swap}">{html}</hx-partial>'


def push(snapshot: Snapshot, regions: Regions, focus: bool = True, anew: bool = True) -> str:
    """The regions that changed, as a socket gets them; a new stage replaces the old one and takes the focus.

    Its tally comes with it: bars that stayed would be pushed about by what the new stage has above them. So does the
    presenter's bar: what it says of a press without an answer is over.
    One that is not `anew` says the same in other words (another language), and what somebody is typing stays.
    The controls of an open question have their slots still.
    """
    new = {"stage", "tally", "timer", "bar"} if anew and "stage" in regions else {"timer"}
    return "".join(
        partial(name, _fill(html, snapshot, focus), "outerHTML" if name in new else "outerMorph")
        for name, html in regions.items()
    )


def push_own(regions: Regions) -> str:
    """The regions that are one participant's alone, as a socket gets them; no slots are left in them."""
    return "".join(partial(name, html) for name, html in regions.items())


def push_all(snapshot: Snapshot, regions: Regions) -> str:
    """All regions, laid over whatever the page shows; what somebody is typing stays."""
    return "".join(partial(name, fill(html, snapshot)) for name, html in _with_controls(regions).items())


def page(snapshot: Snapshot, regions: Regions, focus: bool = False) -> dict[str, SafeString]:
    """All regions, to be put into a page as they are; a host's has the focus on the next move."""
    return {name: mark_safe(fill(html, snapshot, focus)) for name, html in _with_controls(regions).items()}


def _with_controls(regions: Regions) -> Regions:
    """The regions with a participant's own controls in the stage, too: a page may have no place for them yet."""
    if "controls" not in regions:
        return regions
    return {**regions, "stage": slots.with_controls(regions["stage"], regions["controls"])}


def digest(regions: Regions) -> str:
    """A short name for what is shown, without the seconds left."""
    return hashlib.blake2s("\0".join(regions.values()).encode(), digest_size=9).hexdigest()


def link(state_url: str, shown: str = "", *, live: bool = False, at_once: bool = False) -> str:
    """The link box as it travels: quiet while the socket lives, else polling. `shown`: digest of what is shown.

    `at_once`: it asks as soon as it has come.
    """
    return partial("linkbox", link_box(state_url, shown, live=live, at_once=at_once), "outerHTML")


def link_box(state_url: str, shown: str = "", *, live: bool = False, first: bool = False, at_once: bool = False) -> str:
    """The link box itself; its periods differ from page to page, so that a class does not come all at once."""
    html = _link_form(state_url, live, first, at_once, get_language() or "")
    html = html.replace(slots.DIGEST, shown).replace(slots.PERIOD, choice("345"))
    html = html.replace(slots.AT, "0" if first else str(int(clock.now().timestamp())))
    return html.replace(slots.DELAY, str(randrange(1500, 3000)))


@lru_cache(maxsize=1024)
def _link_form(state_url: str, live: bool, first: bool, at_once: bool, language: str) -> str:
    context = {"state_url": state_url, "live": live, "first": first, "at_once": at_once, "live_forms": HOST_FORMS}
    filled = {"digest": slots.DIGEST, "period": slots.PERIOD, "delay": slots.DELAY, "at": slots.AT}
    return with_language("linkbox", render("live/connection/_linkbox.html", {**context, **filled}))


def link_page(state_url: str, shown: str) -> SafeString:
    """The link box of a page that nothing has reached yet: polling, and a plain link for when that fails too."""
    return mark_safe(link_box(state_url, shown, first=True))


def is_young(at: str) -> bool:
    """Whether the link box made `at` that time still says by itself that the connection stands."""
    made = int(at) if at.isascii() and at.isdigit() and len(at) < 19 else 0
    return 0 <= clock.now().timestamp() - made < YOUNG


def beat(state_url: str) -> str:
    """The sign of life; it resets the switch that opens a new socket, and the sentence that it is lost."""
    return _beat(state_url, get_language() or "")


@lru_cache(maxsize=1024)
def _beat(state_url: str, language: str) -> str:
    return partial(
        "beat", with_language("beat", render("live/connection/_beat.html", {"state_url": state_url})), "outerHTML"
    )


def outage(audience: str, is_on: bool) -> str:
    """What lies over a page while the database is away: what happened, what is safe, what to do; or nothing."""
    return _outage(audience if is_on else "", get_language() or "")


@lru_cache(maxsize=64)
def _outage(audience: str, language: str) -> str:
    context = {"away": audience, "server": connection.vendor != "sqlite"}
    return partial("outage", render("live/connection/_outage.html", context))


def socket(live_url: str) -> str:
    """A fresh `#sock`, which makes a new socket."""
    return partial("sock", render("live/connection/_sock.html", {"live_url": live_url}), "outerHTML")


def farewell(audience: str) -> str:
    """The last word to a page whose seat, key or session has ended: what happened, where to go, and no more polls."""
    return _farewell(audience, get_language() or "")


@lru_cache(maxsize=64)
def _farewell(audience: str, language: str) -> str:
    sentence, url, label = FAREWELLS[audience]
    html = with_language(
        "stage", render("live/connection/_farewell.html", {"sentence": sentence, "url": url, "label": label})
    )
    return partial("stage", html, "outerHTML") + partial("linkbox", '<div id="linkbox"></div>', "outerHTML")


def say(sentence: str, refused: bool = False) -> str:
    """A sentence for the one polite live region; a refusal is seen as well."""
    html = partial("say", said(sentence, refused))
    return html + heard() if refused else html


def said(sentence: str, refused: bool = False, stays: bool = False) -> str:
    """The live region with a sentence; one that `stays` is a page's own."""
    context = {"sentence": sentence, "refused": refused, "stays": stays, "number": randrange(10**9)}
    return with_language("say", render("live/connection/_say.html", context))


def heard() -> str:
    """What takes back "The server has not replied yet" on a host's page: each answer to a press has it."""
    return _heard(get_language() or "")


@lru_cache(maxsize=64)
def _heard(language: str) -> str:
    return _partial(".unheard", render("live/host/_unheard.html", {}), "outerHTML")


def with_language(name: str, html: str, attributes: str = "") -> str:
    """Put the language on a region's root: the page around it may be older than the host's choice.

    `attributes`: what `language_attributes` gave, where several regions are drawn in one language.
    """
    return html.replace(f'id="{name}"', f'id="{name}"{attributes or language_attributes()}', 1)


def language_attributes() -> str:
    """The attributes that name the current language."""
    return f' lang="{get_language()}" dir="{"rtl" if get_language_bidi() else "ltr"}"'


def render(template: str, context: Mapping[str, Any]) -> str:
    return get_template(template).render(dict(context))
