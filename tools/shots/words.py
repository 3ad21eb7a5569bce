"""What is asked in the pictures, in a language that is read from the left and in one that is read from the right."""

from dataclasses import dataclass
from typing import Any

Question = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """One language's quiz and class."""

    language: str
    title: str
    single: Question
    several: Question
    number: Question
    short: Question
    cloud: Question
    long: Question
    rich: Question
    names: tuple[str, ...]
    words: tuple[str, ...]
    typed: tuple[str, ...]


def of(kind: str, text: str, seconds: int | None = None, weight: int = 1, **content: Any) -> Question:
    return {"kind_slug": kind, "text": text, "seconds": seconds, "weight": weight, "content": content}


def _longest(word: str, length: int) -> str:
    """A text of just so many characters, as the limits allow."""
    return (f"{word} " * length)[: length - 1] + "."


ENGLISH = Words(
    language="en",
    title="Water and rivers",
    single=of("single", "Which is the longest river in the world?", 60,
               choices=["Amazon", "Nile", "Yangtze", "Mississippi"], right=[2])
    | {"explanation": "The Nile has about 6,650 km; the Amazon carries *more water*."},
    several=of("several", "Which of these seas have **no** outlet to an ocean?", 90,
                choices=["Caspian Sea", "Black Sea", "Dead Sea", "Baltic Sea", "Aral Sea"], right=[1, 3, 5]),
    number=of("number", "At what temperature is water heaviest?", right="4", tolerance="0.5", unit="°C"),
    short=of("short", "What is the capital of Egypt?", accepted=["Cairo", "Al-Qahira"]),
    cloud=of("cloud", "What comes to your mind when you hear “river”?", weight=0, words=3),
    long=of("single", _longest("considerable", 300), choices=[_longest(f"choice {n}", 75) for n in range(1, 11)],
             right=[3]),
    rich=of("single", "What does this print?\n\n```python\nfor n in range(3):\n    print(n * n)\n```\n\n"
             "Hint: $x^2 = \\frac{x^3}{x}$", choices=["0 1 4", "1 4 9", "$n^2$"], right=[1]),
    names=("Amara", "Björn", "Chloé", "Daan", "Elif", "Farid", "Giulia", "Hana", "Ivo", "Jin", "Kofi", "Léa", "Mia",
           "Noor", "Oskar", "Pia", "Quentin", "Rosa", "Sofía", "Tariq", "Uma", "Viktor", "Wen", "Yara"),
    words=("water", "boat", "fish", "bridge", "blue", "flow", "flood", "swim", "summer", "mud", "stones", "Nile",
           "source", "delta", "rain", "valley", "frog", "cold", "peace", "mill"),
    typed=("Cairo", "cairo", "Al-Qahira", "Alexandria", "Giza", "Luxor", "Cairo", "Memphis", "Aswan", "Cairo"),
)  # fmt: skip
ARABIC = Words(
    language="ar",
    title="الماء والأنهار",
    single=of("single", "ما هو أطول نهر في العالم؟", 60, choices=["الأمازون", "النيل", "يانغتسي", "المسيسيبي"],
               right=[2])
    | {"explanation": "طول النيل نحو 6650 كم."},
    several=of("several", "أي هذه البحار **لا** يتصل بمحيط؟", 90,
                choices=["بحر قزوين", "البحر الأسود", "البحر الميت", "بحر البلطيق", "بحر آرال"], right=[1, 3, 5]),
    number=of("number", "عند أي درجة حرارة يكون الماء أثقل؟", right="4", tolerance="0.5", unit="°C"),
    short=of("short", "ما هي عاصمة مصر؟", accepted=["القاهرة"]),
    cloud=of("cloud", "ماذا يخطر ببالك عندما تسمع كلمة «نهر»؟", weight=0, words=3),
    long=of("single", _longest("مسؤولية", 300), choices=[_longest(f"اختيار {n}", 75) for n in range(1, 11)],
             right=[3]),
    rich=of("single", "ماذا يطبع هذا؟\n\n```python\nfor n in range(3):\n    print(n * n)\n```", right=[1],
             choices=["0 1 4", "1 4 9", "$n^2$"]),
    names=("أحمد", "ليلى", "يوسف", "مريم", "عمر", "نور", "سارة", "خالد", "هدى", "زيد", "رنا", "باسل", "Mia", "Jonas"),
    words=("ماء", "قارب", "سمك", "جسر", "أزرق", "مطر", "وادٍ", "نيل", "سباحة", "صيف", "ضفدع", "سلام"),
    typed=("القاهرة", "الإسكندرية", "الجيزة", "القاهرة", "الأقصر", "القاهرة"),
)  # fmt: skip
