"""Films one question from open to revealed, on the screen and on a phone, for the README: `./run shots --film FILE`."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Page

from live.models import Move
from tests.support.lessons import do
from tools.shots import still
from tools.shots.camera import Camera, camera
from tools.shots.rooms import Scene, a_class, a_room, gives
from tools.shots.windows import LOOKS
from tools.shots.words import ENGLISH

SCREEN, PHONE, GAP = (800, 450), (208, 450), 16
"The sizes of both in the film."
GROUND = "#8f9a94"
MOST_BYTES = 400_000
STEP, MOVES = 80, 1200
"Milliseconds: of a frame, and how long what is new is seen to come."
HELD = """time => {
  const comes = document.getAnimations().filter(each => each.effect.getComputedTiming().endTime < 9000)
  for (const each of comes) { each.pause(); each.currentTime = time }
}"""
"What comes is held at a time after the page came, whatever the machine is doing; the clock is not touched."
CHOSEN = "2212423221224221231222"
"What the class answers, one after the other."


@dataclass(frozen=True)
class Moment:
    """A room as it is filmed: how many have answered, what the host has pressed, and how long it stands."""

    answers: int
    moves: tuple[Move, ...] = ()
    stands: int = 300
    comes: bool = False
    "Whether it is seen to come."


STORY = [
    Moment(0, stands=900, comes=True),
    *(Moment(count) for count in (2, 5, 9, 12, 16)),
    Moment(19, stands=600),
    Moment(22, stands=900),
    Moment(22, (Move.CLOSE,), stands=1300, comes=True),
    Moment(22, (Move.CLOSE, Move.REVEAL), stands=2600, comes=True),
]
"The phone in the picture is that of the fourth who answers."
Frame = tuple[Image.Image, int]


def film(data: Path, file: Path) -> int:
    """Film the story into a WebP file; its bytes."""
    with camera(data, file.parent, []) as used:
        frames = [frame for moment in STORY for frame in _moment(used, moment)]
    return _save(frames, file)


def _moment(used: Camera, moment: Moment) -> list[Frame]:
    with still.lesson("film"):
        scene = _scene(used, moment)
    used.seat_all(scene)
    with used.context(LOOKS["screen"][0]) as wide, used.context(LOOKS["phone"][0]) as narrow:
        narrow.clear_cookies()
        narrow.add_cookies([used.seat(scene.phones["own"])])
        pages = (
            (_live(wide, f"{used.url}/screen/{scene.room.screen_key}/"), SCREEN),
            (_live(narrow, f"{used.url}/play/{scene.room.pk}/"), PHONE),
        )
        times = range(0, MOVES, STEP) if moment.comes else ()
        return [*((_frame(pages, time), STEP) for time in times), (_frame(pages, 9000), moment.stands)]


def _scene(used: Camera, moment: Moment) -> Scene:
    room = a_room(used.host, ENGLISH, ENGLISH.single)
    everybody = a_class(room, ENGLISH)
    do(room, Move.OPEN)
    for student, choice in zip(everybody, CHOSEN[: moment.answers], strict=False):
        gives(room, student, choice=choice)
    do(room, *moment.moves)
    return Scene(room, {"own": everybody[3]})


def _live(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.locator("#link.live").wait_for(state="attached")
    return page


def _frame(pages: tuple[tuple[Page, tuple[int, int]], ...], time: int) -> Image.Image:
    frame, x = Image.new("RGB", (SCREEN[0] + GAP + PHONE[0], SCREEN[1]), GROUND), 0
    for page, size in pages:
        page.evaluate(HELD, time)
        with Image.open(BytesIO(page.screenshot())) as picture:
            frame.paste(picture.convert("RGB").resize(size, Image.Resampling.LANCZOS), (x, 0))
        x += size[0] + GAP
    return frame


def _save(frames: list[Frame], file: Path) -> int:
    """Write it as well as the size allows."""
    images, stands = [image for image, _stands in frames], [stands for _image, stands in frames]
    for quality in range(80, 0, -10):
        images[0].save(
            file, "WEBP", save_all=True, append_images=images[1:], duration=stands, loop=0, quality=quality, method=6,
            minimize_size=True,
        )  # fmt: skip
        if file.stat().st_size <= MOST_BYTES:
            break
    return file.stat().st_size
