"""Pictures made harmless and small, whatever was sent."""

import random
from functools import partial

import pytest
from PIL import Image, ImageDraw
from pillow_heif import register_heif_opener

from live.content.reencode import LARGE, SMALL
from live.refusal import Refused
from live.workshop.pictures import reencode
from tests.support.kind_forms import refusal, tried
from tests.support.picture_files import many_scans, near, opened, picture, png, saved

UNREADABLE = "This is no picture that we can read. Choose a PNG, JPEG, HEIC, AVIF, WebP or GIF file."
DAMAGED = "This picture is damaged. Open and save it anew, or choose another one."
MANY_PIXELS = "This picture has too many pixels: {} million at most. Make it smaller, then choose it again."
THIN = "This picture is too long and thin to be seen. Cut out what matters, and choose that."
register_heif_opener(thumbnails=False)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
RED, BLUE = (255, 0, 0), (0, 0, 255)


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


def shown_colour(content: bytes) -> tuple[int, ...]:
    """The colour in its middle, rounded to what a lossy writer leaves."""
    image = opened(content).convert("RGB")
    found = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(found, tuple)
    return found


def shown(content: bytes) -> Image.Image:
    """What people see of an uploaded file on the screen."""
    return opened(reencode(content)[0].content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "MPO", "WEBP", "GIF", "AVIF", "HEIF"])
def test_all_formats_become_a_webp_of_their_size(kind):
    large, small = reencode(picture(format=kind))
    image = opened(large.content)
    assert (image.format, image.size, (large.width, large.height), small) == ("WEBP", (60, 40), (60, 40), None)
    assert near(image.convert("RGB").getpixel((30, 20)), RED)


def test_a_photograph_of_a_hundred_million_pixels_is_taken_at_a_fraction_of_its_size():
    large, _small = reencode(saved(Image.new("L", (12_500, 8000), 128), format="JPEG", quality=1))
    assert (large.width, large.height, shown_colour(large.content)) == (LARGE, 1024, (128, 128, 128))


def test_a_phones_photograph_called_jpg_is_read_by_what_it_is():
    large, _small = reencode(saved(noise(120, 80), format="HEIF", quality=50))
    assert (large.width, large.height) == (120, 80)


def test_a_large_one_becomes_one_for_the_screen_and_one_for_phones():
    large, small = reencode(picture((3000, 1000), format="JPEG"))
    assert small
    assert [opened(each.content).size for each in (large, small)] == [(LARGE, 533), (SMALL, 267)]
    assert [(each.width, each.height) for each in (large, small)] == [(LARGE, 533), (SMALL, 267)]


def test_even_what_compresses_badly_costs_a_phone_little():
    _large, small = reencode(saved(noise(1200, 1200), format="JPEG", quality=60))
    assert small
    assert len(small.content) < 250_000


def test_thin_lines_stay_exactly_as_they_were_drawn():
    drawing = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(drawing).line([(0, 0), (299, 199)], fill="black")
    assert shown(saved(drawing)).convert("RGB").tobytes() == drawing.tobytes()


def test_where_and_when_it_was_taken_goes_and_it_stands_upright():
    image = Image.new("RGB", (60, 40), RED)
    image.paste(BLUE, (0, 0, 60, 10))  # the sky, lying on its side
    exif = image.getexif()
    exif[0x0112], exif[0x010F] = 6, "Ada's phone"  # turn it clockwise
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 30.0)
    content = saved(image, format="JPEG", exif=exif, quality=95, comment=b"Ada's lesson", icc_profile=b"profile" * 9)
    assert b"Ada's phone" in content
    encoded = reencode(content)[0].content
    upright = opened(encoded)
    assert (upright.size, dict(upright.getexif())) == ((40, 60), {})
    assert near(upright.convert("RGB").getpixel((36, 30)), BLUE)
    assert near(upright.convert("RGB").getpixel((4, 30)), RED)
    assert [word for word in (b"EXIF", b"XMP ", b"ICCP", b"Ada", b"profile") if word in encoded] == []


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_what_moves_the_first_frame_stands(kind):
    frames = [Image.new("RGB", (60, 40), BLUE)]
    image = shown(saved(Image.new("RGB", (60, 40), RED), format=kind, save_all=True, append_images=frames))
    assert (getattr(image, "n_frames", 1), near(image.convert("RGB").getpixel((30, 20)), RED)) == (1, True)


@pytest.mark.parametrize(
    ("content", "colour"),
    [
        (picture(mode="CMYK", colour=(0, 255, 255, 0), format="JPEG"), (254, 0, 0)),
        (picture(mode="L", colour=(128,)), (128, 128, 128)),
        (picture(mode="1", colour=(1,)), (255, 255, 255)),
        (picture(mode="I;16", colour=(32896,)), (128, 128, 128)),
        (png(2, 2, (b"\0" + b"\x80\x80" * 6) * 2, depth=16), (128, 128, 128)),
        (picture(mode="RGBA", colour=(0, 0, 0, 0)), (255, 255, 255)),
        (picture(mode="LA", colour=(0, 0)), (255, 255, 255)),
        (picture(mode="P", colour=(0,), transparency=0), (255, 255, 255)),
    ],
    ids=["CMYK", "grey", "black and white", "16 bits of grey", "16 bits of colour", "clear", "clear grey", "palette"],
)
def test_every_way_to_say_a_colour_is_understood_and_what_is_clear_becomes_paper(content, colour):
    assert near(shown(content).convert("RGB").getpixel((0, 0)), colour)


HALF = saved(noise(80, 80))[:-9000]
LONG = png(5001, 5001, b"")
BOMB = png(60000, 60000, b"\0" * 10_000_000)
GIF_BOMB = picture(format="GIF").replace(b"a\x3c\0\x28\0", b"a\xff\xff\xff\xff")
GIF_FRAME = picture(format="GIF").replace(b",\0\0\0\0\x3c\0\x28\0", b",\0\0\0\0\xff\xff\xff\xff")
TWO_IN_ONE = picture(format="MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), BLUE)])
WIDE_SCREEN = saved(Image.new("L", (4000, 3600)), format="WEBP", lossless=True, method=0)
SCANS = picture(format="JPEG") + b"\xff\xda" * 101


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (SVG, UNREADABLE),
        (b"hello", UNREADABLE),
        (picture(format="BMP"), UNREADABLE),
        (picture(format="TIFF"), UNREADABLE),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", UNREADABLE),
        (HALF, DAMAGED),
        (picture(format="JPEG")[:300], DAMAGED),
        (SCANS, DAMAGED),
        (TWO_IN_ONE + b"\xff\xda" * 101, DAMAGED),
        (many_scans(64, 101), DAMAGED),
        (many_scans(64, 101, kind=b"ICC"), DAMAGED),
        (picture(format="HEIF")[:-60], UNREADABLE),
        (picture(format="AVIF")[:-60], UNREADABLE),
        (WIDE_SCREEN, MANY_PIXELS.format(14)),
        (saved(Image.new("L", (6400, 6400)), format="JPEG", progressive=True), MANY_PIXELS.format(40)),
        (saved(Image.new("L", (10100, 10000)), format="JPEG", quality=1), MANY_PIXELS.format(100)),
        (LONG, MANY_PIXELS.format(25)),
        (BOMB, MANY_PIXELS.format(25)),
        (GIF_BOMB, MANY_PIXELS.format(25)),
        (GIF_FRAME, MANY_PIXELS.format(25)),
        (picture((50_000, 1)), THIN),
        (picture((1, 50_000), format="GIF"), THIN),
    ],
    ids=[
        "SVG", "text", "BMP", "TIFF", "EPS", "half a PNG", "head of a JPEG", "scans", "scans of an MPO",
        "drawn scans of an MPO", "drawn scans of a JPEG", "half a HEIC",
        "half an AVIF", "a large WebP", "a large progressive JPEG", "a larger JPEG", "25 million and some", "PNG bomb",
        "GIF bomb", "GIF with a larger frame", "50,000 x 1", "1 x 50,000",
    ],
)  # fmt: skip
def test_what_is_no_picture_or_too_much_is_refused_with_a_word_on_what_to_do(content, sentence):
    assert refusal(lambda: reencode(content)) == (sentence, 422)


def test_what_hides_behind_a_picture_goes():
    encoded = reencode(picture() + b"PK\x03\x04<script>alert(1)</script>" + SVG)[0].content
    assert b"script" not in encoded


def test_broken_bytes_are_a_picture_or_refused():
    rng = random.Random(7)
    for kind in ("PNG", "JPEG", "WEBP", "GIF", "AVIF", "HEIF"):
        for _ in range(60):
            broken = bytearray(picture(format=kind))
            for _ in range(3):
                broken[rng.randrange(len(broken))] = rng.randrange(256)
            told = tried(partial(reencode, bytes(broken)))
            assert isinstance(told, Refused) or opened(told[0].content).format == "WEBP"


def test_a_photograph_with_further_pictures_behind_it_is_a_jpeg_in_all_respects():
    """Many phones write an MPO; a large one is decoded at a fraction of its size, as any JPEG is."""
    content = many_scans(4000, 50)
    large, small = reencode(content)
    assert (opened(content).format, (large.width, large.height), small and small.width) == ("MPO", (1600, 1600), 800)
