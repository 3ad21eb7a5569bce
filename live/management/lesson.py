"""A real lesson of eight questions, which a new owner finds as an example: from a warm-up to an exit ticket."""

from typing import Any

TITLE = "The Moon: a lesson"
QUESTIONS: list[dict[str, Any]] = [
    {
        "kind_slug": "cloud",
        "text": "What comes to your mind when you think of the **Moon**?",
        "content": {"words": 3},
        "explanation": "We come back to these words at the end.",
        "notes": "Warm-up, two minutes. Pick a word from the screen and ask who wrote it, and why.",
    },
    {
        "kind_slug": "truefalse",
        "text": "The Moon shines by its **own** light.",
        "content": {"truth": False},
        "seconds": 20,
        "explanation": "It reflects sunlight, some 12 % of what falls on it: its ground is as dark as asphalt.",
        "notes": "Whoever says true often thinks of how bright it is. Ask what a torch does to a dark wall.",
    },
    {
        "kind_slug": "single",
        "text": "Why does the Moon have **phases**?",
        "content": {
            "choices": [
                "The shadow of the Earth falls on it",
                "We see more or less of its sunlit half",
                "It turns its dark side to us",
                "Clouds on the Moon cover it",
            ],
            "right": [2],
        },
        "seconds": 60,
        "explanation": "One half is always in the sun. How much of that half we see depends on where the Moon stands.",
        "notes": "Most choose the shadow. Do not reveal yet: let them talk with a neighbour, then *Ask again*.",
    },
    {
        "kind_slug": "number",
        "text": "How many **days** are there from one full moon to the next?",
        "content": {"right": "29.5", "tolerance": "1", "unit": ""},
        "seconds": 45,
        "explanation": "29 and a half. This is where our months come from.",
        "notes": "Answers from 28.5 to 30.5 are right. 27.3 days is once round the Earth, but the Earth moves on, too.",
    },
    {
        "kind_slug": "several",
        "text": "What has the Moon a part in?",
        "content": {
            "choices": [
                "The tides",
                "Eclipses of the Sun",
                "Summer and winter",
                "Days that become longer",
                "Thunderstorms",
            ],
            "right": [1, 2, 4],
        },
        "seconds": 60,
        "explanation": "Tides brake the Earth: in a century a day becomes some two thousandths of a second longer.",
        "notes": "The seasons come from the tilt of the Earth's axis; a lamp and a globe show it.",
    },
    {
        "kind_slug": "truefalse",
        "text": "Seen from the Moon, the **Earth** has phases, too.",
        "content": {"truth": True},
        "seconds": 20,
        "explanation": "The opposite ones: at new moon the Earth is full there.",
        "notes": "A step further than question 3: whoever has understood it can turn it round.",
    },
    {
        "kind_slug": "short",
        "text": "Who was the first human to walk on the Moon?",
        "content": {"accepted": ["Neil Armstrong", "Armstrong"]},
        "seconds": 30,
        "explanation": "Neil Armstrong, on 21 July 1969; Buzz Aldrin followed 19 minutes later.",
        "notes": "A quick one before the end. Twelve people have been there, the last in 1972.",
    },
    {
        "kind_slug": "single",
        "text": "How well can you explain the phases of the Moon now?",
        "content": {"choices": ["To a younger child", "To a classmate", "Not yet"], "right": []},
        "explanation": "Thank you. Next time we begin with what is still open.",
        "notes": "Exit ticket, a poll: nobody is right or wrong. Begin the next lesson with what is not yet clear.",
    },
]
