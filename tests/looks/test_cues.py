"""The sounds of the screen: what their script makes, as short and as soft as they are meant."""

import io
import wave

import pytest

from tools.cues import CUES, FOLDER, FULL, LOUDEST, RATE, SILENCE, sound

SECONDS = {"join": 0.12, "open": 0.54, "last": 4.07, "close": 0.46, "reveal": 0.92, "podium": 1.6}


def test_these_are_all_the_sounds_that_there_are():
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.wav" for name in CUES}


@pytest.mark.parametrize("name", CUES)
def test_a_stored_sound_is_byte_for_byte_what_its_script_makes(name):
    assert (FOLDER / f"{name}.wav").read_bytes() == sound(name)


@pytest.mark.parametrize("name", CUES)
def test_a_sound_is_as_long_as_it_is_meant_is_heard_and_does_not_click(name):
    with wave.open(io.BytesIO((FOLDER / f"{name}.wav").read_bytes())) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 1, RATE)
        assert file.getnframes() / RATE == pytest.approx(SECONDS[name], abs=1 / RATE)
        waves = [sample - SILENCE for sample in file.readframes(file.getnframes())]
    assert FULL / 4 <= max(map(abs, waves)) <= FULL * LOUDEST + 1
    assert (abs(waves[0]), abs(waves[-1])) < (2, 2)


def test_all_of_them_together_are_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 100_000
