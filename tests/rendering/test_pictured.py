"""A question about its picture: where the kind draws it, the question does not."""

from live.models import Move, Room
from live.rendering import stages
from tests.support.examples.pin import EXAMPLE, MAP
from tests.support.lessons import a_room, do, joins
from tests.support.looks import look

WHERE = {"kind_slug": "pin", "text": "Where?", "content": EXAMPLE.content, "picture": MAP}


def drawn(room: Room, audience: str) -> tuple[int, int]:
    """How often the picture is drawn by the question, and how often as a map."""
    html = "".join(stages.draw(look(room), audience).values())
    return html.count("<img"), html.count("<image")


def test_the_picture_is_drawn_once_in_every_phase(db):
    room = do(a_room(WHERE), Move.OPEN)
    joins(room, "Ana").answers(room, cell="27")
    seen = {"open": {each: drawn(room, each) for each in ("play", "screen", "host")}}
    for move, phase in ((Move.CLOSE, "closed"), (Move.REVEAL, "revealed")):
        do(room, move)
        seen[phase] = {each: drawn(room, each) for each in ("play", "screen", "host")}
    assert seen == {
        "open": {"play": (0, 1), "screen": (1, 0), "host": (0, 1)},
        "closed": {"play": (1, 0), "screen": (0, 1), "host": (0, 1)},
        "revealed": {"play": (0, 1), "screen": (0, 1), "host": (0, 1)},
    }


def test_a_covered_screen_shows_the_picture_without_answers(db):
    room = do(a_room(WHERE, covered=True), Move.OPEN)
    joins(room, "Ana").answers(room, cell="27")
    assert [drawn(do(room, move), "screen") for move in (Move.CLOSE, Move.REVEAL)] == [(1, 0), (1, 0)]


def test_the_right_areas_are_outlined_at_the_reveal_alone(db):
    room = do(a_room(WHERE), Move.OPEN)
    joins(room, "Ana").answers(room, cell="27")
    outlined = []
    for move in (Move.CLOSE, Move.REVEAL):
        do(room, move)
        outlined.append(
            [
                "#0a6b48" in stages.draw(look(room), "screen")["tally"],
                "#0a6b48" in stages.draw(look(room), "play")["stage"],
            ]
        )
    assert outlined == [[False, False], [True, True]]
