"""`manage.py demo`: the quizzes that a new owner finds, a question of every kind and a real lesson."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from live.content import pictures
from live.content.reencode import Encoded
from live.kinds import kind
from live.management import lesson
from live.models import Question, Quiz

DRAWING = Path(__file__).resolve().parent.parent / "plant_cell.webp"
"The picture of the question about a spot; 800 by 600 pixels."
TITLE = "A tour of Show of Hands"
NOTES = "Only you see this: notes are for the host."
QUESTIONS: list[dict[str, Any]] = [
    {
        "kind_slug": "single",
        "text": "Which planet has the **shortest year**?",
        "content": {"choices": ["Venus", "Mercury", "Mars", "The Earth"], "right": [2]},
        "seconds": 30,
        "explanation": "Mercury is nearest to the Sun and goes round it in 88 days.",
        "notes": f"{NOTES} Ask again after a talk with the neighbour: both rounds are shown side by side.",
    },
    {
        "kind_slug": "several",
        "text": "Which of these numbers are prime?",
        "content": {"choices": ["2", "9", "11", "15", "23"], "right": [1, 3, 5]},
        "seconds": 45,
        "explanation": "9 = 3 · 3 and 15 = 3 · 5. The number 2 is the only even prime.",
        "notes": f"{NOTES} Ticking all gives nothing: a wrong tick costs what a right one earns.",
    },
    {
        "kind_slug": "number",
        "text": "How many **minutes** does light take from the Sun to the Earth?",
        "content": {"right": "8.3", "tolerance": "0.4", "unit": "min"},
        "seconds": 60,
        "explanation": "150 million kilometres at 300,000 kilometres a second are 500 seconds, some 8.3 minutes.",
        "notes": f"{NOTES} Answers within 0.4 of 8.3 are right.",
    },
    {
        "kind_slug": "short",
        "text": "What is the capital of Brazil?",
        "content": {"accepted": ["Brasília"]},
        "seconds": 30,
        "explanation": "Brasília, since 1960; before that it was Rio de Janeiro.",
        "notes": f"{NOTES} Case, spaces and accents are forgiven.",
    },
    {
        "kind_slug": "cloud",
        "text": "What comes to your mind when you hear *mathematics*?",
        "content": {"words": 3},
        "explanation": "There is no right answer: this is a poll.",
        "notes": f"{NOTES} Hide a word from the screen with one press.",
    },
    {
        "kind_slug": "truefalse",
        "text": "Light is **faster** in water than in air.",
        "content": {"truth": False},
        "seconds": 20,
        "explanation": "It is slower: some 225,000 kilometres a second in water, 300,000 in air.",
        "notes": f"{NOTES} One tap is enough here, so ask for the reason afterwards.",
    },
    {
        "kind_slug": "slide",
        "text": "Next comes a **number**.\n\nWrite it as you like: `1/2`, `8.3`, `8,3` or `3·10⁸`.",
        "content": {"ack": True},
        "explanation": "Units may stand before or behind it, and 50 % is one half.",
        "notes": f"{NOTES} Without its button a slide waits for nobody.",
    },
    {
        "kind_slug": "estimate",
        "text": "How many **bones** has a grown-up human?",
        "content": {
            **{"right": "206", "tolerance": "0", "unit": "", "rule": "nearest", "reach": ""},
            **{"from": "0", "to": "1000"},
        },
        "seconds": 45,
        "explanation": "206. A baby has some 300: many of them grow together.",
        "notes": f"{NOTES} The nearest wins. Look where the median of the class is: often nearer than most.",
    },
    {
        "kind_slug": "pin",
        "text": "Where is the **nucleus** of this plant cell?",
        "picture": "A drawing of a plant cell with its nucleus, its vacuole, chloroplasts and mitochondria",
        "content": {
            **{"columns": 12, "rows": 9, "offered": False},
            "areas": [
                {"name": "Nucleus", "cells": [62, 63, 64, 74, 75, 76], "right": True},
                {
                    "name": "Vacuole",
                    "cells": [*range(29, 35), *range(41, 47), *range(53, 59), *range(65, 71), *range(78, 82)],
                    "right": False,
                },
            ],
        },
        "seconds": 30,
        "explanation": "The nucleus is the round part at the lower left. Most of the cell is its vacuole, full of sap.",
        "notes": f"{NOTES} Spots are written as on a chess board: B6:D7.",
    },
    {
        "kind_slug": "text",
        "text": "Why do so many old cities lie on rivers?",
        "content": {"wall": True},
        "seconds": 120,
        "explanation": "Water to drink, roads, mills, trade, a wall on one side: most cities had several reasons.",
        "notes": f"{NOTES} Give the best answers a star: then the screen shows these alone.",
    },
    {
        "kind_slug": "order",
        "text": "What came first? Put it in order.",
        "content": {
            "items": [
                "Fall of Rome",
                "Printing with movable type",
                "French Revolution",
                "First World War",
                "Moon landing",
            ],
            "order": [1, 2, 3, 4, 5],
        },
        "seconds": 60,
        "explanation": "476, about 1450, 1789, 1914 and 1969.",
        "notes": f"{NOTES} With partial credit a pair in the right order counts, and one in the wrong order costs.",
    },
    {
        "kind_slug": "ranking",
        "text": "What helps you most before a test?",
        "content": {
            "choices": ["Old tests", "Flash cards", "Explaining it to somebody", "A summary", "Videos", "A good sleep"],
            "top": 3,
        },
        "explanation": "There is no right answer: this is a poll.",
        "notes": f"{NOTES} A first place is worth three points, a third one.",
    },
    {
        "kind_slug": "match",
        "text": "Which capital belongs to which country?",
        "content": {
            "left": ["Australia", "Brazil", "Canada", "Turkey"],
            "right": ["Canberra", "Brasília", "Ottawa", "Ankara", "Sydney"],
            "pairs": [1, 2, 3, 4],
            "groups": False,
        },
        "seconds": 60,
        "explanation": "None of them is the largest city of its country. Sydney is no capital.",
        "notes": f"{NOTES} Type “Canada = Ottawa”, a pair on each line; “= Sydney” belongs to nothing.",
    },
    {
        "kind_slug": "cloze",
        "text": "Fill the gaps.",
        "content": {
            "source": "Water boils at [100|a hundred] °C and freezes at [0|zero] °C. Ice is [lighter ~ heavier]."
        },
        "seconds": 60,
        "explanation": "At sea level. Ice floats: it is some nine percent lighter than water.",
        "notes": f"{NOTES} With partial credit on, each right gap counts.",
    },
    {
        "kind_slug": "scale",
        "text": "How sure are you with fractions?",
        "content": {
            "statements": ["I can add them", "I can reduce them", "I know what they are good for"],
            "points": 5,
            "words": "agreement",
            "ends": ["", ""],
            "zero": False,
            "skip": True,
        },
        "explanation": "Ask once more at the end of the lesson: both rounds are shown side by side.",
        "notes": f"{NOTES} With one statement, or none, a single tap answers.",
    },
    {
        "kind_slug": "points",
        "text": "Our class has a free afternoon. What is it worth to you?",
        "content": {"choices": ["Swimming", "A museum", "Cooking together", "Sleeping late"]},
        "explanation": "The bars show how many of 100 points each got on average.",
        "notes": f"{NOTES} Whoever gives more or less than 100 in all is counted in the same proportions.",
    },
    {
        "kind_slug": "plane",
        "text": "And how much effort is it, for how much fun?",
        "content": {
            "items": ["Swimming", "A museum", "Cooking together"],
            "axes": ["little effort", "much effort", "no fun", "great fun"],
        },
        "explanation": "Each letter is at the mean of all; its cross spans the middle half of the answers.",
        "notes": f"{NOTES} An item may be left out.",
    },
]


class Command(BaseCommand):
    """Add the demo quizzes to the owner's list once more."""

    help = "Adds the demo quizzes to the owner's list once more."

    def handle(self, **options: Any) -> None:
        """Find the owner, add the quizzes."""
        owner = User.objects.filter(is_superuser=True).order_by("pk").first()
        if owner is None:
            raise CommandError("There is no owner yet: start ./run first.")
        for quiz in make_demos(owner):
            self.stdout.write(f"Added “{quiz}”.")


@transaction.atomic
def make_demos(owner: User) -> list[Quiz]:
    """Add the lesson and the tour, which comes last, as the newest quiz stands first. Returns them."""
    return [_make(owner, lesson.TITLE, lesson.QUESTIONS), make_demo(owner)]


@transaction.atomic
def make_demo(owner: User) -> Quiz:
    """Add the tour: one question of every kind, with right answers, explanations and notes."""
    return _make(owner, TITLE, QUESTIONS)


def _make(owner: User, title: str, questions: Sequence[dict[str, Any]]) -> Quiz:
    quiz = Quiz.objects.create(owner=owner, title=title)
    for position, fields in enumerate(questions, start=1):
        content = kind(fields["kind_slug"]).validate(fields["content"])
        own = {"content": content, "picture": _picture(fields["picture"]) if "picture" in fields else None}
        Question.objects.create(quiz=quiz, position=position, **fields | own)
    quiz.note_words()
    return quiz


def _picture(alt: str) -> dict[str, Any]:
    """Keep the drawing; return it as a question has it."""
    drawing = Encoded(DRAWING.read_bytes(), 800, 600)
    return pictures.keep(drawing, None).kept | {"alt": alt}
