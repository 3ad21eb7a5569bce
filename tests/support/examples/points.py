"""An example of points that are shared."""

from tests.support.examples.example import HOSTILE, Example

CONTENT = {"choices": ["Art", "Music", "Sport"]}
COINS = [str(coins) for coins in range(0, 101, 10)]

EXAMPLE = Example(
    label="Share 100 points",
    content=CONTENT,
    bare=CONTENT,
    other=CONTENT,
    written={"choices": "Art\nMusic\nSport"},
    answer={"p1": "60", "p2": "60", "p3": "0"},
    value="50,50,0",
    others=(
        {"p1": "70", "p2": "20", "p3": "10"},
        {"p1": "10", "p2": "10", "p3": "10"},
        {"p1": "100"},
        {"p2": "50", "p3": "50"},
    ),
    hostile={"choices": ["Art", HOSTILE]},
    counts={"100,0": 3, "40,60": 1},
    fields={"p1": COINS, "p2": COINS},
    paper=(0, 3),
    rows=("Art", "Music", "Sport"),
)
