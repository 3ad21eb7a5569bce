"""An example of a short text."""

from tests.support.examples.example import HOSTILE, Example

EXAMPLE = Example(
    label="Short text",
    content={"accepted": ["Seine", "La Seine"]},
    bare={"accepted": []},
    other={"accepted": ["Loire", "La Loire", "Rhône"]},
    written={"accepted": "Seine\nLa Seine"},
    answer={"text": "Garonne"},
    value="garonne",
    others=({"text": "seine"}, {"text": "La Seine"}, {"text": "garonne"}, {"text": "SEINE!"}),
    hostile={"accepted": ["Brasília", HOSTILE]},
    counts={"brasilia": 3, "rio": 1},
    fields={"text": [""]},
    paper=(0, 1),
    key="Seine / La Seine",
    typed=True,
)
