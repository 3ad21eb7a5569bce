"""An example of a text with gaps."""

from tests.support.examples.example import HOSTILE, Example

EXAMPLE = Example(
    label="Gaps in a text",
    content={"source": "The [Seine|La Seine] flows through [Paris ~ Lyon ~ Nice]."},
    bare={"parts": ["The ", " flows through ", "."], "gaps": [None, ["Lyon", "Nice", "Paris"]]},
    other={"source": "The [Saône|Rhône|Rhone river] flows through [Lyon ~ Nice ~ Paris]."},
    written={"source": "The [Seine|La Seine] flows through [Paris ~ Lyon ~ Nice]."},
    answer={"gap1": "SEINE ", "gap2": "1"},
    value="seine\n1",
    others=(
        {"gap1": "La Seine", "gap2": "3"},
        {"gap1": "Rhône", "gap2": "3"},
        {"gap1": "seine", "gap2": "2"},
        {"gap1": "Loire"},
    ),
    hostile={"source": f"One [{HOSTILE}] {HOSTILE}\n[Lyon ~ {HOSTILE}]"},
    counts={"rio\n1": 3, "rio\n2": 1},
    fields={"gap1": [""]},
    paper=(0, 2),
    key="Seine / La Seine · Paris",
    rows=("The ________ flows through ________ (Lyon / Nice / Paris).",),
    typed=True,
)
