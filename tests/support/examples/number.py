"""An example of a number."""

from tests.support.examples.example import Example

EXAMPLE = Example(
    label="Number",
    content={"right": "3.14", "tolerance": "0.01", "unit": "cm"},
    bare={"right": None, "tolerance": "0", "unit": "cm"},
    other={"right": "2.71828", "tolerance": "0", "unit": "cm"},
    written={"right": "3,14", "tolerance": "0.01", "unit": "cm"},
    answer={"number": "3,2"},
    value="3.2",
    others=({"number": "3.14"}, {"number": "3.145 cm"}, {"number": "22/7"}, {"number": "2"}),
    hostile={"right": "4711", "tolerance": "17", "unit": "<km>"},
    counts={"4711": 1, "5": 3},
    fields={"number": [""]},
    paper=(0, 1),
    key="3.14 ± 0.01 cm",
    typed=True,
)
