"""`manage.py demo`: the quiz that a new owner finds, with one question of every kind."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from live.kinds import kind
from live.models import Question, Quiz

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
        "kind_slug": "text",
        "text": "Why do so many old cities lie on rivers?",
        "content": {"wall": True},
        "seconds": 120,
        "explanation": "Water to drink, roads, mills, trade, a wall on one side: most cities had several reasons.",
        "notes": f"{NOTES} Give the best answers a star: then the screen shows these alone.",
    },
    {
        "kind_slug": "cloud",
        "text": "What comes to your mind when you hear *mathematics*?",
        "content": {"words": 3},
        "explanation": "There is no right answer: this is a poll.",
        "notes": f"{NOTES} Hide a word from the screen with one press.",
    },
]


class Command(BaseCommand):
    """Add the demo quiz to a teacher's list once more."""

    help = "Adds the demo quiz to the owner's list once more."

    def handle(self, **options: Any) -> None:
        """Find the owner, add the quiz."""
        owner = User.objects.filter(is_superuser=True).order_by("pk").first()
        if owner is None:
            raise CommandError("There is no owner yet: start ./run first.")
        self.stdout.write(f"Added “{make_demo(owner)}”.")


@transaction.atomic
def make_demo(owner: User) -> Quiz:
    """A quiz with one question of every kind, right answers, explanations and notes."""
    quiz = Quiz.objects.create(owner=owner, title=TITLE)
    for position, fields in enumerate(QUESTIONS, start=1):
        content = kind(fields["kind_slug"]).validate(fields["content"])
        Question.objects.create(quiz=quiz, position=position, **fields | {"content": content})
    quiz.note_words()
    return quiz
