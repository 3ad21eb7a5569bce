"""An example of a word cloud."""

from tests.support.examples.example import Example

EXAMPLE = Example(
    label="Word cloud",
    content={"words": 3},
    bare={"words": 3},
    other={"words": 3},
    written={"words": "3"},
    answer={"word": ["glad", "Awake"]},
    value="awake\nglad",
    others=({"word": ["Glad"]}, {"word": ["awake", "GLAD", "calm"]}, {"word": ["calm"]}, {"word": ["tired"]}),
    hostile={"words": 2},
    counts={"cat\ndog": 1, "cat": 3},
    fields={"word": ["", ""]},
    paper=(0, 3),
    typed=True,
)
