"""Writes the six sounds of the screen into static/live/sounds: `python -m tools.cues`.

They are made of sines alone, so that nothing was recorded and nothing taken from anywhere: a fifth and an octave of G,
more wood than bell. 12,000 samples a second of 8 bits, mono: what a phone call has is enough for a knock.
"""

import io
import math
import wave
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parents[1] / "static" / "live" / "sounds"
RATE = 12_000
LOUDEST = 0.95
SILENCE, FULL = 128, 127
"How 8 bits write a sample: without a sign, with silence in the middle."
ATTACK, RELEASE = 0.004, 0.02
"Seconds in which a note comes and goes, so that nothing clicks."


class Note(NamedTuple):
    """A tone of some hertz. `at`, `length`: seconds; `bend`: by how much it is higher at its end; `bright`: octave."""

    hertz: float
    at: float
    length: float
    loud: float = 0.5
    bend: float = 1.0
    bright: float = 0.3


G3, G4, B4, D5, G5, B5, D6 = 196, 392, 494, 587, 784, 988, 1175
CUES = {
    "join": [Note(G5, 0, 0.12, 0.45, bend=1.25)],
    "open": [Note(G4, 0, 0.16), Note(D5, 0.12, 0.16), Note(G5, 0.24, 0.3)],
    "last": [Note(B5, second, 0.07, 0.35, bright=0.1) for second in range(5)],
    "close": [Note(D5, 0, 0.16), Note(G4, 0.12, 0.34)],
    "reveal": [
        Note(G3, 0, 0.5, 0.25, bend=2, bright=0.5),
        Note(G5, 0.5, 0.4, 0.3),
        Note(B5, 0.5, 0.4, 0.2),
        Note(D6, 0.5, 0.42, 0.2),
    ],
    "podium": [
        Note(hertz, 0.14 * number, 0.5 if number < 5 else 0.9, 0.4)
        for number, hertz in enumerate((G4, B4, D5, G5, B5, D6))
    ],
}


def samples(note: Note) -> list[float]:
    """A note by itself, from -1 to 1: a sine with an octave that fades first, under a blow that fades away."""
    phase, made = 0.0, []
    for number in range(int(note.length * RATE)):
        time = number / RATE
        gone = time / note.length
        phase += 2 * math.pi * note.hertz * note.bend**gone / RATE
        shape = min(1, time / ATTACK) * math.exp(-5 * gone) * min(1, (note.length - time) / RELEASE)
        made.append(note.loud * shape * (math.sin(phase) + note.bright * math.exp(-9 * gone) * math.sin(2 * phase)))
    return made


def mixed(notes: list[Note]) -> list[float]:
    """All notes at once, each from its own time; softer as a whole where they would be too loud together."""
    whole = [0.0] * int(max(note.at + note.length for note in notes) * RATE)
    for note in notes:
        start = int(note.at * RATE)
        for number, sample in enumerate(samples(note)[: len(whole) - start], start):
            whole[number] += sample
    too_loud = max(1, max(map(abs, whole)) / LOUDEST)
    return [sample / too_loud for sample in whole]


def sound(name: str) -> bytes:
    """One cue as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(1)
        made.setframerate(RATE)
        made.writeframes(bytes(SILENCE + round(FULL * sample) for sample in mixed(CUES[name])))
    return file.getvalue()


if __name__ == "__main__":
    for name in CUES:
        (FOLDER / f"{name}.wav").write_bytes(sound(name))
