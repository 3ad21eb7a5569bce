"""An example of a slide that asks whether it was read."""

from tests.support.examples.example import Example

EXAMPLE = Example(
    label="Slide",
    content={"ack": True},
    bare={"ack": True},
    other={"ack": True},
    written={"ack": "1"},
    answer={"read": "1"},
    value="1",
    others=({"read": "1"},) * 4,
    hostile={"ack": True},
    counts={"1": 4},
    fields={},
    paper=(1, 0),
)
