"""Closes rounds that nobody closes by hand: everybody has answered, or the time is up."""

from contextlib import suppress

from live.models import Move, Room
from live.refusal import Refused
from live.rooms import moves
from live.rooms.writer import writer


async def all_have_answered(room: Room) -> None:
    """Close the round, unless the room has moved on meanwhile."""
    with suppress(Refused, Room.DoesNotExist):
        await writer.act(room.pk, lambda: moves.move(Room.objects.get(pk=room.pk), Move.CLOSE, version=room.version))


async def time_is_up(room_id: int) -> None:
    """Write down that the clock has closed the round, behind all answers that came before."""
    with suppress(Refused):  # what could not be written now is tried again with the next drawing
        await writer.act(room_id, lambda: _settle(room_id))


def _settle(room_id: int) -> None:
    room = Room.objects.filter(pk=room_id).first()
    if room is not None:
        with room.lock():
            moves.settle(room)
