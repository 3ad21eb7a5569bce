"""What a screen is sent whose sound is on: one sound at a time, and the button that turns it on and off."""

from functools import lru_cache

from django.utils.translation import get_language

from live.rendering.partials import partial, render, with_language

FILE = "live/sounds/{}.wav"


@lru_cache(maxsize=16)
def cue(name: str) -> str:
    """What plays a sound; "" ends the one that plays. A new element takes its place, so it plays from the start."""
    html = render("live/screen/_cue.html", {"file": FILE.format(name) if name else ""})
    return partial("cue", html, "outerHTML")


def switch(sound_url: str, on: bool) -> str:
    """The button as it travels once it was pressed. On comes with a knock, which says that the loudspeaker works."""
    return _switch(sound_url, on, get_language() or "")


@lru_cache(maxsize=64)
def _switch(sound_url: str, on: bool, language: str) -> str:
    context = {"sound_url": sound_url, "on": on, "file": FILE.format("join"), "pressed": True}
    html = with_language("sound", render("live/screen/_sound.html", context))
    return partial("sound", html, "outerHTML")
