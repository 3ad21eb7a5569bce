"""An example of an estimate."""

from tests.support.examples.example import Example

OPEN = {"rule": "near", "reach": "100", "from": "0", "to": "1000"}

EXAMPLE = Example(
    label="Estimate",
    content={"right": "412", "tolerance": "10", "unit": "m", **OPEN},
    bare={"right": None, "tolerance": "0", "unit": "m", **OPEN, "reach": ""},
    other={"right": "97.5", "tolerance": "0", "unit": "m", **OPEN, "reach": "20%"},
    written={"right": "412", "tolerance": "10", "unit": "m", "rule": "near", "reach": "100", "from": "0", "to": "1000"},
    answer={"number": "400 m"},
    value="400",
    others=({"number": "412"}, {"number": "450 m"}, {"number": "1000"}, {"number": "380"}),
    hostile={"right": "4711", "tolerance": "17", "unit": "<km>", **OPEN, "from": "", "to": ""},
    counts={"4711": 1, "5": 3},
    fields={"number": [""]},
    paper=(0, 1),
    key="412 ± 10 m",
    typed=True,
)
