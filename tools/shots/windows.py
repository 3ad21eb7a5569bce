"""How pages are looked at: windows of many sizes, by day, by night, from the right, and in few strong colours."""

from dataclasses import dataclass
from typing import Any, Literal

from tools.shots.words import ARABIC, ENGLISH, Words


@dataclass(frozen=True)
class Look:
    """One way to look at a page."""

    name: str
    width: int
    height: int
    words: Words = ENGLISH
    scheme: Literal["light", "dark"] = "light"
    forced: bool = False
    touch: bool = False

    @property
    def options(self) -> dict[str, Any]:
        """For Playwright's new_context."""
        return {
            "viewport": {"width": self.width, "height": self.height},
            "color_scheme": self.scheme,
            "forced_colors": "active" if self.forced else "none",
            "reduced_motion": "no-preference",
            "has_touch": self.touch,
            "is_mobile": self.touch,
            "device_scale_factor": 2 if self.touch else 1,
            "locale": self.words.language,
        }


def _looks(*sizes: tuple[int, int], touch: bool = False) -> list[Look]:
    """Every size by day; the first of them in all other ways."""
    by_day = [Look(f"{width}x{height}", width, height, touch=width < 600) for width, height in sizes]
    width, height = sizes[0]
    others = [
        Look(f"{width}x{height} dark", width, height, scheme="dark", touch=touch),
        Look(f"{width}x{height} Arabic", width, height, words=ARABIC, touch=touch),
        Look(f"{width}x{height} forced", width, height, forced=True, touch=touch),
    ]
    return [*by_day, *others]


LOOKS = {
    "screen": _looks((1280, 720), (3840, 2160), (1024, 768)),
    "host": _looks((1366, 768), (390, 844)),
    "present": [Look("1366x768", 1366, 768)],
    "phone": _looks((390, 844), (320, 568), touch=True),
    "page": _looks((1366, 768), (390, 844)),
}
