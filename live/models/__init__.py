"""The tables: quiz, question, what was brought, room, round, participant, response, roll, pupil, regrade."""

from live.models.brought import Brought
from live.models.former_screen import FormerScreen
from live.models.last_rules import LastRules
from live.models.link import SignInLink
from live.models.participant import Knock, Participant
from live.models.phase import Move, Phase
from live.models.question import Question
from live.models.quiz import Quiz
from live.models.regrade import Marking, Regrade
from live.models.response import Response
from live.models.roll import Pupil, Roll
from live.models.room import Room
from live.models.round import Round
from live.models.school import School

__all__ = [
    "Brought",
    "FormerScreen",
    "Knock",
    "LastRules",
    "Marking",
    "Move",
    "Participant",
    "Phase",
    "Pupil",
    "Question",
    "Quiz",
    "Regrade",
    "Response",
    "Roll",
    "Room",
    "Round",
    "School",
    "SignInLink",
]
