"""Makes the two files of Lexend from its npm package: `python -m tools.typeface`, with npm and fonttools[woff] 4.68.0.

A letter is in one of two files; a page loads the second only when it needs it. Weights: 400 to 800. Lexend has no
tabular figures, so the ten digits are given one width: a count that goes up moves nothing.
"""

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.varLib.instancer import instantiateVariableFont

PACKAGE = "@fontsource-variable/lexend@5.3.0"
PARTS = {
    "latin": [
        *range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x2013, 0x2014, *range(0x2018, 0x201F),
        0x2022, 0x2026, 0x202F, 0x2039, 0x203A, 0x20AC, 0x2212,
    ],
    "latin-ext": [*range(0x100, 0x180), *range(0x218, 0x21C)],
}  # fmt: skip
"The letters of each file, by Unicode."
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]
WIDTH, GROWTH = 578, 84
"Of a digit at weight 400, and what it gains up to 800, in units of the typeface."
FOLDER = Path(__file__).resolve().parents[1] / "static" / "vendor"


def main() -> None:
    """Download the package, and write both files and the licence into static/vendor."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
        subprocess.run(["tar", "xzf", str(next(Path(folder).glob("*.tgz")))], cwd=folder, check=True)
        package = Path(folder) / "package"
        (FOLDER / "lexend-5.3.0-LICENSE.txt").write_bytes((package / "LICENSE").read_bytes())
        for part, letters in PARTS.items():
            font = cut(package / "files" / f"lexend-{part}-wght-normal.woff2", letters)
            if part == "latin":
                give_digits_one_width(font)
            font.flavor = "woff2"
            font.save(FOLDER / f"lexend-5.3.0-{part}.woff2")


def cut(path: Path, letters: list[int]) -> Any:
    """The typeface with these letters alone, in the weights that we write with."""
    font, options = TTFont(path, recalcTimestamp=False), subset.Options()
    options.layout_features, options.hinting = FEATURES, False
    worker = subset.Subsetter(options)
    worker.populate(unicodes=letters)
    worker.subset(font)
    return instantiateVariableFont(font, {"wght": (400, 800)})


def give_digits_one_width(font: Any) -> None:
    """Centre every digit in the same width, at every weight."""
    names, glyphs, widths = font.getBestCmap(), font["glyf"], font["hmtx"]
    for name in (names[ord(digit)] for digit in "0123456789"):
        glyph, width = glyphs[name], widths[name][0]
        for delta in font["gvar"].variations[name]:
            _widen(delta, glyph, width)
        glyph.coordinates.translate((round((WIDTH - width) / 2), 0))
        glyph.recalcBounds(glyphs)
        widths[name] = (WIDTH, glyph.xMin)
    if "HVAR" in font:  # the widths by weight are with the outlines now
        del font["HVAR"]


def _widen(delta: Any, glyph: Any, width: int) -> None:
    """Make a digit's change of outline by weight one that also changes its width by GROWTH."""
    count = len(glyph.coordinates)
    outline = GlyphCoordinates([*glyph.coordinates, (0, 0), (width, 0), (0, 0), (0, 0)])
    delta.calcInferredDeltas(outline, glyph.endPtsOfContours)
    left, right = delta.coordinates[count], delta.coordinates[count + 1]
    grown = (right or (0, 0))[0] - (left or (0, 0))[0]
    shift, base = (GROWTH - grown) / 2, (left or (0, 0))[0]
    moved = [(round(x - base + shift), round(y)) for x, y in delta.coordinates[:count]]
    delta.coordinates = [*moved, (0, 0), (GROWTH, 0), (0, 0), (0, 0)]


if __name__ == "__main__":
    main()
