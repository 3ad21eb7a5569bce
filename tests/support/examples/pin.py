"""An example of a spot on a picture."""

from tests.support.examples.example import HOSTILE, Example

MAP = {"name": "0" * 32, "width": 800, "height": 600, "alt": "A map of France"}
LYON = {"name": "Lyon", "cells": [27, 28], "right": True}
PARIS = {"name": "Paris", "cells": [18], "right": False}
ON = {"columns": 12, "rows": 9, "offered": False}

EXAMPLE = Example(
    label="Spot on a picture",
    content={**ON, "areas": [LYON, PARIS]},
    bare={**ON, "areas": []},
    other={**ON, "areas": [{"name": "", "cells": [1, 2, 13, 14, 108], "right": True}]},
    written={"areas": "C3:D3 * Lyon\nF2 Paris"},
    answer={"cell": "27"},
    value="27",
    others=({"cell": "28"}, {"cell": "1"}, {"cell": "18"}, {"cell": "18"}),
    hostile={**ON, "areas": [{**LYON, "name": HOSTILE}, PARIS], "offered": True},
    counts={"27": 2, "18": 1, "108": 1},
    fields={"area": ["1", "2"], "column": [str(at) for at in range(1, 13)], "row": [str(at) for at in range(1, 10)]},
    paper=(0, 0),
    key="Lyon (C3:D3)",
    question={"picture": MAP},
)
