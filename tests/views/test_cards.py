"""Pupils of a class list at the door: a button, a number, or a card; and what a guessed code does not open."""

import re
from functools import wraps

import pytest
from django.contrib.auth.models import User
from django.test import Client

from live.content.class_list import Listed
from live.models import Participant, Pupil, Quiz, Roll, Room
from live.realtime.hub import hub
from tests.support.app_browser import Answer, Browser
from tests.support.live_lesson import application, in_loop

pytestmark = pytest.mark.usefixtures("in_process")
NAMES = [Listed("Ada Lovelace", "0012"), Listed("Bo Li", "0013"), Listed("Cem Kaya", "0014")]


@pytest.fixture
def roll(ada: User) -> Roll:
    """Ada's class 8b."""
    roll = Roll.objects.create(owner=ada, title="8b")
    roll.enter(NAMES)
    return roll


@pytest.fixture
def room(quiz: Quiz, roll: Roll) -> Room:
    """A room of the class, in the lobby."""
    return Room.objects.create(host=quiz.owner, quiz=quiz, title="Capitals", roll=roll)


def told(story):
    """Run a test in an event loop, to which the hub then belongs."""

    @wraps(story)
    def in_a_loop(**given):
        in_loop(story(**given))

    return in_a_loop


def visitor() -> Browser:
    """A browser that was never here."""
    return Browser(application())


def said(answer: Answer) -> str:
    """What a page says."""
    return answer.page.words()


def pupil(name: str) -> Pupil:
    """Somebody of the class."""
    return Pupil.objects.get(name__startswith=name)


async def _(read, *of):
    """Read or write the database."""
    return await hub.read(lambda: read(*of))


async def press(path: str, **form: str) -> Answer:
    """Send the form of a door."""
    return await visitor().post(path, form)


def seats(room: Room) -> list[tuple[str, str | None, bool]]:
    """Nickname, name on the list, and whether that is sure, of all who are in."""
    people = room.participants.filter(removed=False).order_by("id")
    return [(each.nickname, each.pupil.name if each.pupil else None, each.proven) for each in people]


@told
async def test_names_stand_at_the_door_as_the_class_sees_them(room: Room) -> None:
    page = await visitor().get(f"/join/{room.key}/")
    assert re.findall(r'name="pupil" value="\d+"><bdi translate="no">(.*?)</bdi>', page.text) == [
        "Ada",
        "Bo",
        "Cem",
    ]
    assert ("Lovelace" in page.text, "0012" in page.text) == (False, False)


@told
async def test_a_press_on_a_name_gives_a_seat_that_is_not_proven(room: Room) -> None:
    response = await press(f"/join/{room.key}/", pupil=str((await _(pupil, "Ada")).pk))
    assert (response.status, response.where) == (303, f"/play/{room.pk}/")
    assert await _(seats, room) == [("Ada", "Ada Lovelace", False)]


@told
async def test_a_name_that_is_taken_asks_to_come_back(room: Room) -> None:
    sent = str((await _(pupil, "Ada")).pk)
    await press(f"/join/{room.key}/", pupil=sent)
    response = await press(f"/join/{room.key}/", pupil=sent)
    assert (response.status, await _(seats, room)) == (409, [("Ada", "Ada Lovelace", False)])
    assert "Are you Ada, and lost your place?" in said(response)


@told
async def test_a_guessed_code_opens_no_names_and_no_key(room: Room) -> None:
    path = f"/{room.code}"
    page = await visitor().get(path)
    eve = visitor()
    joined = await eve.post(path, {"nickname": "Eve"})
    await eve.get(joined.where)
    await eve.post(f"/play/{room.pk}/leave/")
    heard = page.text + "".join(eve.heard)
    assert (room.key in heard, "Cem" in heard) == (False, False)
    assert (joined.status, await _(seats, room)) == (303, [("Eve", None, False)])


@told
async def test_by_the_code_nobody_can_press_a_name(room: Room) -> None:
    response = await press(f"/{room.code}", pupil=str((await _(pupil, "Ada")).pk))
    assert (response.status, await _(seats, room)) == (422, [])


@pytest.mark.parametrize("sent", ["", "0", "-1", "x", "²", "9" * 30, "1e3"])
@told
async def test_what_names_nobody_of_the_class_is_refused(room: Room, sent: str) -> None:
    assert ((await press(f"/join/{room.key}/", pupil=sent)).status, await _(seats, room)) == (422, [])


@told
async def test_a_pupil_of_another_class_is_refused(room: Room, ben: User) -> None:
    def another() -> Pupil:
        other = Roll.objects.create(owner=ben, title="9a")
        other.enter([Listed("Dina Eid")])
        return other.pupils.get()

    assert (await press(f"/join/{room.key}/", pupil=str((await _(another)).pk))).status == 422


@told
async def test_in_a_large_class_people_type_their_number(room: Room, roll: Roll) -> None:
    await _(roll.enter, [Listed(f"Pupil {number}", f"9{number:03}") for number in range(60)])
    page = await visitor().get(f"/join/{room.key}/")
    assert ('name="pupil"' in page.text, 'name="ident"' in page.text) == (False, True)
    assert (await press(f"/join/{room.key}/", ident=" 0013 ")).status == 303
    assert (await press(f"/join/{room.key}/", ident="4711")).status == 422
    assert await _(seats, room) == [("Bo", "Bo Li", False)]


@told
async def test_whoever_is_not_on_the_list_types_a_name(room: Room) -> None:
    assert (await press(f"/join/{room.key}/", nickname="Guest")).status == 303
    assert await _(seats, room) == [("Guest", None, False)]


@told
async def test_a_card_gives_a_seat_at_once(room: Room) -> None:
    response = await visitor().get(f"/me/{(await _(pupil, 'Bo')).key}/")
    assert (response.status, response.where) == (303, f"/play/{room.pk}/")
    assert await _(seats, room) == [("Bo", "Bo Li", True)]


@told
async def test_a_card_takes_over_the_seat_and_both_devices_say_so(room: Room) -> None:
    first, second, address = visitor(), visitor(), f"/me/{(await _(pupil, 'Bo')).key}/"
    await first.get(address)
    response = await second.get(address)
    assert said(response).endswith(
        "You are in as Bo If your seat was open on another device, that one is out now. Go on"
    )
    assert (await second.get(f"/play/{room.pk}/")).status == 200
    out = await first.get(f"/play/{room.pk}/")
    assert (out.status, "the seat was ended" in said(out)) == (403, True)
    assert await _(seats, room) == [("Bo", "Bo Li", True)]


@told
async def test_a_card_beats_somebody_who_has_typed_that_name(room: Room) -> None:
    await press(f"/{room.code}", nickname="Bo")
    await visitor().get(f"/me/{(await _(pupil, 'Bo')).key}/")
    assert await _(seats, room) == [("Bo", None, False), ("Bo 2", "Bo Li", True)]


@told
async def test_a_card_proves_a_seat_that_was_taken_by_a_button(room: Room) -> None:
    bo = await _(pupil, "Bo")
    await press(f"/join/{room.key}/", pupil=str(bo.pk))
    await visitor().get(f"/me/{bo.key}/")
    assert await _(seats, room) == [("Bo", "Bo Li", True)]


@told
async def test_of_two_lessons_the_pupil_chooses(room: Room, quiz: Quiz, roll: Roll) -> None:
    def second() -> Room:
        return Room.objects.create(host=quiz.owner, quiz=quiz, title="Rivers", roll=roll)

    other, address = await _(second), f"/me/{(await _(pupil, 'Bo')).key}/"
    assert "Which lesson? RiversCapitals" in said(await visitor().get(address))
    assert (await visitor().get(f"{address}?room={other.pk}")).where == f"/play/{other.pk}/"


@told
async def test_without_a_lesson_a_card_says_so(roll: Roll) -> None:
    response = await visitor().get(f"/me/{(await _(pupil, 'Bo')).key}/")
    assert (response.status, "No lesson of your class is running" in said(response)) == (404, True)


@told
async def test_a_lost_card_opens_nothing(room: Room) -> None:
    bo = await _(pupil, "Bo")
    lost = bo.key
    await _(bo.renew_card)
    response = await visitor().get(f"/me/{lost}/")
    assert (response.status, "This card is not valid any more" in said(response)) == (404, True)
    assert await _(seats, room) == []


@told
async def test_wrong_cards_are_counted_as_wrong_codes_are(room: Room) -> None:
    statuses = [(await visitor().get("/me/AAAAAAAAAAAAAAAAAAAAAA/")).status for _try in range(200)]
    assert (statuses[0], statuses[-1]) == (404, 429)


@told
async def test_a_browser_that_only_looks_ahead_takes_no_seat(room: Room) -> None:
    bo = await _(pupil, "Bo")
    response = await visitor().get(f"/me/{bo.key}/", sec_purpose="prefetch;prerender")
    headed = await visitor().request("HEAD", f"/me/{bo.key}/", b"", {})
    assert ([response.status, headed.status], await _(seats, room)) == ([204, 204], [])


@told
async def test_a_removed_pupil_comes_in_again_by_card_alone_when_the_teacher_lets_the_name_go(room: Room) -> None:
    bo = await _(pupil, "Bo")
    await visitor().get(f"/me/{bo.key}/")
    await _(lambda: Participant.objects.get(pupil=bo).remove())
    await visitor().get(f"/me/{bo.key}/")
    assert await _(seats, room) == [("Bo", "Bo Li", True)]


def test_a_room_is_started_for_a_class(quiz: Quiz, questions: object, roll: Roll, browser: Client) -> None:
    assert (
        f'<option value="{roll.pk}" translate="no">8b</option>' in browser.get(f"/quizzes/{quiz.pk}/").content.decode()
    )
    browser.post(f"/quizzes/{quiz.pk}/start/", {"roll": f"{roll.pk}"})
    room = Room.objects.get()
    assert (room.roll, room.class_name) == (roll, "8b")


def test_nobody_starts_a_room_for_the_class_of_another_teacher(
    quiz: Quiz, questions: object, ben: User, browser: Client
) -> None:
    other = Roll.objects.create(owner=ben, title="9a")
    assert browser.post(f"/quizzes/{quiz.pk}/start/", {"roll": f"{other.pk}"}).status_code == 404
    assert not Room.objects.exists()


def test_when_a_list_goes_seats_stay_and_know_no_pupil(room: Room, roll: Roll) -> None:
    Participant.objects.create(
        room=room, nickname="Bo", pupil=pupil("Bo"), joined_at=room.created_at, seen_at=room.created_at
    )
    roll.delete()
    assert seats(Room.objects.get()) == [("Bo", None, False)]


def test_the_host_says_who_somebody_is(room: Room, roll: Roll, browser: Client) -> None:
    guest = Participant.objects.create(room=room, nickname="Guest", joined_at=room.created_at, seen_at=room.created_at)
    address = f"/host/{room.pk}/person/{guest.pk}/"
    assert "Who is this?" in browser.get(address).content.decode()
    browser.post(address, {"do": "pupil", "pupil": f"{pupil('Cem').pk}"})
    assert seats(room) == [("Guest", "Cem Kaya", True)]
    assert "It is certain who this is." in browser.get(address).content.decode()
    browser.post(address, {"do": "pupil", "pupil": ""})
    assert seats(room) == [("Guest", None, False)]


def test_nobody_is_two_people_and_nobody_is_of_another_class(room: Room, ben: User, browser: Client) -> None:
    other = Roll.objects.create(owner=ben, title="9a")
    other.enter([Listed("Dina Eid")])
    when = {"joined_at": room.created_at, "seen_at": room.created_at}
    Participant.objects.create(room=room, nickname="Cem", pupil=pupil("Cem"), proven=True, **when)
    second = Participant.objects.create(room=room, nickname="Guest", **when)
    address = f"/host/{room.pk}/person/{second.pk}/"
    refused = [browser.post(address, {"do": "pupil", "pupil": f"{pupil(name).pk}"}) for name in ("Cem", "Dina")]
    assert [each.status_code for each in refused] == [409, 422]
    assert "Cem Kaya has a seat here already." in refused[0].content.decode()
    assert seats(room) == [("Cem", "Cem Kaya", True), ("Guest", None, False)]
