"""Makes an uploaded picture harmless and small: decodes it, turns it upright, and writes it anew as WebP.

The only format is WebP: every browser since autumn 2020 shows it (Safari 14 was the last), and it is a third smaller
than JPEG, which counts on bad Wi-Fi. Older phones show the description, and the picture is on the screen.
Nothing of the uploaded file is kept, so its place, author and hidden data are gone.
It runs in a child process (live.workshop), which alone imports Pillow.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from live.content.ground import in_srgb, on_ground

if TYPE_CHECKING:
    from PIL.Image import Image as Image

JPEG = b"\xff\xd8"  # its first bytes
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
LARGE, SMALL = 1600, 800  # the longer side in pixels: for the screen, and for phones
# In millions, by what decoding takes at most (docs/measurements.md): 250 MB, of HEIC 370, as phones have 48 million.
# A JPEG is decoded at a fraction of its size, but a progressive one keeps all coefficients; a WebP has three copies.
MOST_MEGAPIXELS = {"JPEG": 100, "MPO": 100, "PNG": 25, "GIF": 25, "WEBP": 14, "AVIF": 25, "HEIF": 50}
PROGRESSIVE_MEGAPIXELS = 40
THINNEST = 40  # the longest side may be so many times the shortest
MOST_SCANS = 100  # a progressive JPEG has a dozen; each costs as much as the whole picture
FEW_COLOURS = 64  # with so few it is a drawing, which is stored without loss to keep its lines sharp
QUALITIES = (80, 65, 50)
ENOUGH = {LARGE: 400_000, SMALL: 120_000}  # bytes; above them the next lower quality is tried


class Unfit(Exception):
    """A file that becomes no picture; the sentence says what to do, in English, and is a key of the catalogues.

    `values` are what it names by %(name)d; they are filled in behind the translation.
    """

    def __init__(self, sentence: str, **values: int) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


def _(sentence: str) -> str:
    """Mark a sentence for the catalogues: this process knows no language, so whoever shows it translates it."""
    return sentence


@dataclass(frozen=True)
class Encoded:
    """One file that can be sent."""

    content: bytes
    width: int
    height: int


def reencode(content: bytes) -> tuple[Encoded, Encoded | None]:
    """Return the picture for the screen and a smaller one for phones (None if it is small). Raises Unfit."""
    image, is_drawing = _decoded(content)
    large = _encoded(image, LARGE, is_drawing)
    return large, _encoded(image, SMALL, is_drawing) if max(image.size) > SMALL else None


def load() -> None:
    """Import Pillow with all its formats, and libheif for HEIC."""
    from PIL import Image, ImageCms
    from pillow_heif import register_heif_opener

    Image.init()
    register_heif_opener(thumbnails=False)
    ImageCms.createProfile("sRGB")


def _decoded(content: bytes) -> tuple[Image, bool]:
    """Return the pixels alone, upright, in sRGB and on a ground, and whether they have few colours."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        image = _opened(content)
        _check_size(image)
        if image.format in ("JPEG", "MPO"):  # many phones write the latter: a JPEG with further pictures behind it
            _check_scans(content)
            image.draft("RGB", _fitting(image.size))
        profile = image.info.get("icc_profile")
        image.load()
        image = _with_whole_colours(image)
        is_drawing = image.getcolors(FEW_COLOURS) is not None
        image.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)  # first, because every copy at full size costs memory
        return on_ground(in_srgb(ImageOps.exif_transpose(image), profile)), is_drawing
    except Unfit:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(MOST_MEGAPIXELS["JPEG" if content.startswith(JPEG) else "PNG"]) from None
    except UnidentifiedImageError:
        why = _("This is no picture that we can read. Choose a PNG, JPEG, HEIC, AVIF, WebP or GIF file.")
        raise Unfit(why) from None
    except Exception:  # a broken or hostile file makes decoders raise almost anything
        raise Unfit(_("This picture is damaged. Open and save it anew, or choose another one.")) from None


def _opened(content: bytes) -> Image:
    """Read a file's head."""
    from PIL import Image

    load()
    Image.MAX_IMAGE_PIXELS = 125_000_000  # above it Pillow warns, above twice as many it refuses
    return Image.open(BytesIO(content), formats=("AVIF", "HEIF") if content[4:8] == b"ftyp" else FORMATS)


def _check_size(image: Image) -> None:
    """Judge the size by the file's first bytes, before any pixel takes memory."""
    width, height = image.size
    most = PROGRESSIVE_MEGAPIXELS if "progressive" in image.info else MOST_MEGAPIXELS[image.format or "PNG"]
    if width * height > most * 1_000_000:
        raise _too_many_pixels(most)
    if max(width, height) > THINNEST * min(width, height):
        raise Unfit(_("This picture is too long and thin to be seen. Cut out what matters, and choose that."))


def _too_many_pixels(most: int) -> Unfit:
    why = _("This picture has too many pixels: %(most)d million at most. Make it smaller, then choose it again.")
    return Unfit(why, most=most)


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size that is needed: as large as the screen's picture, or a little larger."""
    share = LARGE / max(size)
    return ceil(size[0] * share), ceil(size[1] * share)


def _check_scans(content: bytes) -> None:
    if content.count(b"\xff\xda") > MOST_SCANS:
        raise Unfit(_("This picture is damaged. Open and save it anew, or choose another one."))


def _with_whole_colours(image: Image) -> Image:
    """Convert palettes, single bits and 16 bits of grey, which cannot be scaled well as they are."""
    if image.mode.startswith(("I", "F")):  # a plain conversion would turn everything above 255 white
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in ("P", "PA", "1"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _encoded(image: Image, side: int, is_drawing: bool) -> Encoded:
    """Encode at the first quality that is small enough, else at the last one."""
    from PIL import Image

    sized = image.copy()
    sized.thumbnail((side, side), Image.Resampling.LANCZOS)
    content = b""
    for quality in (100, *QUALITIES) if is_drawing else QUALITIES:
        out = BytesIO()
        sized.save(out, "WEBP", quality=quality, lossless=quality == 100, method=4)
        content = out.getvalue()
        if len(content) <= ENOUGH[side]:
            break
    return Encoded(content, *sized.size)
