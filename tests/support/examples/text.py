"""An example of a long text."""

from tests.support.examples.example import Example

EXAMPLE = Example(
    label="Long text",
    content={"wall": True},
    bare={"wall": True},
    other={"wall": True},
    written={},
    answer={"text": "Because rivers\r\nwere the first  roads."},
    value="because rivers were the first roads",
    others=(
        {"text": "Because rivers were the first roads"},
        {"text": "Water to drink"},
        {"text": "Because the rivers were roads!"},
        {"text": "To drink water"},
    ),
    hostile={"wall": True},
    counts={"<script>alert(1)</script>": 1, "water to drink": 3},
    fields={"text": [""]},
    paper=(0, 4),
    typed=True,
)
