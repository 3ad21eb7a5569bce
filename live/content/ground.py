"""The colours of a picture: converted to sRGB, and put on a ground on which no visible line is lost."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Image

GROUNDS = {"white": 255, "#10241f": 29, "#7f7f7f": 127}
"The colours for what is clear, and how light they are: paper, the blackboard of the screen, and grey between them."
NEAR = 48
"Two shades that are nearer to each other than this can hardly be told apart on a projector."
FEW = 0.03
"The share of an outline that may be lost on a ground: the corner of a drawing, or what was smoothed."
LONGEST_PROFILE = 4 << 20


def in_srgb(image: Image, profile: bytes | None) -> Image:
    """Convert the numbers of a profile to those that every screen understands; as they are when it cannot be read."""
    from PIL import ImageCms

    if not profile or len(profile) > LONGEST_PROFILE:
        return image
    try:
        source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        mode = "RGBA" if image.has_transparency_data else "RGB"
        known = image.convert(mode) if image.mode not in ("L", "CMYK", mode) else image
        return ImageCms.profileToProfile(known, source, target, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):  # a broken profile, or one for another kind of numbers
        return image


def on_ground(image: Image) -> Image:
    """Convert to RGB, with a ground where the picture is clear."""
    from PIL import Image

    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, _ground(image)), image)
    plain = image.convert("RGB")
    plain.info.clear()  # colour profiles and comments, some of which a writer would take along
    return plain


def _ground(image: Image) -> str:
    """Return white, which drawings are made for, unless an outline is lost on it; then where the least is lost.

    What is drawn in white for dark slides gets a dark ground, what is drawn in black and white a grey one.
    """
    shades = _outline(image)
    lost = {colour: _lost(shades, light) for colour, light in GROUNDS.items()}
    return next((colour for colour in GROUNDS if lost[colour] <= FEW), min(GROUNDS, key=lost.__getitem__))


def _outline(image: Image) -> list[int]:
    """Count by their lightness the visible pixels that have a clear one beside them."""
    from PIL import ImageChops, ImageFilter

    visible = image.getchannel("A").point(lambda alpha: 255 * (alpha > 127))
    edge = ImageChops.subtract(visible, visible.filter(ImageFilter.MinFilter(3)))
    return image.convert("RGB").convert("L").histogram(edge)


def _lost(shades: list[int], light: int) -> float:
    near = shades[max(0, light - NEAR) : light + NEAR + 1]
    return sum(near) / (sum(shades) or 1)
