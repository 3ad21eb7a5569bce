"""The colours of pictures: the same as in the program that made them, and no line lost on its ground."""

import pytest
from PIL import Image, ImageCms, ImageDraw

from live.content.reencode import reencode
from tests.support.picture_files import Colour, near, opened, picture, rgb_profile, saved

ADOBE = rgb_profile(2.199, (0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446))
DISPLAY_P3 = rgb_profile(2.2, (0.5151, 0.2412, -0.0011), (0.2919, 0.6922, 0.0419), (0.1572, 0.0666, 0.7841))
PAPER, BOARD, GREY = (255, 255, 255), (16, 36, 31), (127, 127, 127)


def shown(content: bytes) -> Image.Image:
    """What people see on the screen."""
    return opened(reencode(content)[0].content).convert("RGB")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "HEIF", "AVIF"])
@pytest.mark.parametrize(
    ("profile", "numbers", "colour"),
    [
        (ADOBE, (100, 160, 100), (53, 161, 96)),
        (DISPLAY_P3, (100, 160, 100), (79, 161, 94)),
        (ADOBE, (128,) * 3, (128,) * 3),
    ],
    ids=["Adobe RGB", "Display P3", "grey"],
)
def test_the_numbers_of_a_profile_become_those_of_every_screen(kind, profile, numbers, colour):
    content = picture(colour=numbers, format=kind, quality=95, icc_profile=profile)
    found = shown(content).getpixel((30, 20))
    assert near(found, colour), found


def test_srgb_stays_what_it_was():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert shown(picture(colour=(200, 30, 90), icc_profile=profile)).getpixel((0, 0)) == (200, 30, 90)


@pytest.mark.parametrize(
    "profile", [b"profile" * 9, ADOBE[:200], b"", ADOBE + bytes(5 << 20)], ids=["none", "half", "empty", "long"]
)
def test_a_profile_that_cannot_be_read_changes_nothing(profile):
    content = picture(colour=(200, 30, 90), format="WEBP", lossless=True, icc_profile=profile)
    assert shown(content).getpixel((0, 0)) == (200, 30, 90)


def test_a_profile_for_other_numbers_changes_nothing():
    assert shown(picture(mode="L", colour=(90,), icc_profile=ADOBE)).getpixel((0, 0)) == (90, 90, 90)
    assert near(
        shown(picture(mode="RGBA", colour=(100, 160, 100, 255), icc_profile=ADOBE)).getpixel((0, 0)), (53, 161, 96)
    )


def drawing(*lines: Colour, mode: str = "RGBA", fill: Colour | None = None) -> bytes:
    """Lines of these colours on nothing; `fill`: in a frame of the first, as a comic has it."""
    image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    if fill is not None:
        draw.rectangle((40, 40, 260, 160), fill, lines[0], 6)
    for at, colour in enumerate(lines):
        draw.line([(0, 20 + 30 * at), (299, 25 + 30 * at)], colour, 5)
    return saved(image.convert(mode))


@pytest.mark.parametrize(
    ("content", "ground"),
    [
        (drawing("black"), PAPER),
        (drawing("blue", "red", "green"), PAPER),
        (drawing("black", fill="white"), PAPER),
        (drawing("white"), BOARD),
        (drawing("#ffffcc", "#eee"), BOARD),
        (drawing("white", mode="LA"), BOARD),
        (drawing("white", mode="P"), BOARD),
        (drawing("white", "yellow", "#88ccff"), BOARD),
        (drawing("white", "black"), GREY),
        (picture(mode="RGBA", colour=(255, 255, 255, 255)), PAPER),
        (picture(mode="RGBA", colour=(0, 0, 0, 0)), PAPER),
    ],
    ids=["black", "colours", "a white face", "white", "nearly white", "white in grey", "white in a palette",
         "light ones", "black and white", "a white page", "nothing"],
)  # fmt: skip
def test_what_is_clear_gets_a_ground_on_which_every_line_is_seen(content, ground):
    assert near(shown(content).getpixel((0, 0)), ground)
