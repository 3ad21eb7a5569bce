"""What is asked of the kinds beyond the first five, and answered: in English the demo's questions."""

from typing import Any

from live.content.pictures import store
from live.content.reencode import reencode
from live.kinds import Content, kind
from live.management.commands.demo import DRAWING, QUESTIONS
from tools.shots.words import Question, Words, of

Given = dict[str, Any]
FIRST = {"single", "several", "number", "short", "cloud"}
"Those that are in many more states of their own."

ASKED: dict[str, dict[str, Question]] = {
    "en": {each["kind_slug"]: each for each in QUESTIONS if each["kind_slug"] not in FIRST},
    "ar": {
        "truefalse": of("truefalse", "ينتشر الضوء في الماء **أسرع** منه في الهواء.", 20, truth=False)
        | {"explanation": "بل أبطأ: نحو 225000 كيلومتر في الثانية."},
        "slide": of("slide", "السؤال التالي عن **عدد**.\n\nاكتبه كما تشاء: `1/2` أو `8.3`.", ack=True),
        "estimate": of("estimate", "كم **عظمة** في جسم الإنسان البالغ؟", 45) | {"content": {
            "right": "206", "tolerance": "0", "unit": "", "rule": "nearest", "reach": "", "from": "0", "to": "1000"}},
        "pin": of("pin", "أين **نواة** هذه الخلية النباتية؟", 30, columns=12, rows=9, offered=False, areas=[
            {"name": "النواة", "cells": [62, 63, 64, 74, 75, 76], "right": True},
            {"name": "الفجوة", "cells": [*range(29, 35), *range(41, 47), *range(53, 59)], "right": False}]),
        "text": of("text", "لماذا تقع مدن قديمة كثيرة على الأنهار؟", 120, wall=True),
        "order": of("order", "ما الذي حدث أولاً؟ رتّب.", 60, order=[1, 2, 3, 4, 5],
                    items=["سقوط روما", "الطباعة", "الثورة الفرنسية", "الحرب العالمية الأولى", "الهبوط على القمر"]),
        "ranking": of("ranking", "ما الذي يساعدك أكثر قبل الاختبار؟", top=3,
                      choices=["اختبارات قديمة", "بطاقات", "الشرح لشخص آخر", "ملخص", "مقاطع فيديو", "نوم جيد"]),
        "match": of("match", "أي عاصمة لأي بلد؟", 60, left=["أستراليا", "البرازيل", "كندا", "تركيا"], groups=False,
                    right=["كانبرا", "برازيليا", "أوتاوا", "أنقرة", "سيدني"], pairs=[1, 2, 3, 4]),
        "cloze": of("cloze", "املأ الفراغات.", 60, source="يغلي الماء عند [100|مئة] درجة ويتجمد عند [0|صفر]."
                    " الجليد [أخف ~ أثقل]."),
        "scale": of("scale", "ما مدى ثقتك في الكسور؟", statements=["أستطيع جمعها", "أستطيع اختصارها", "أعرف فائدتها"],
                    points=5, words="agreement", ends=["", ""], zero=False, skip=True),
        "points": of("points", "لصفنا ظهيرة حرة. ما قيمة كل منها عندك؟",
                     choices=["السباحة", "متحف", "الطبخ معاً", "النوم"]),
        "plane": of("plane", "وكم من الجهد، لكم من المتعة؟", items=["السباحة", "متحف", "الطبخ معاً"],
                    axes=["جهد قليل", "جهد كبير", "بلا متعة", "متعة كبيرة"]),
    },
}  # fmt: skip
"By language and slug."

SENTENCES = {
    "en": ["Water to drink, and for the fields.", "Trade: a boat carries more than a donkey.", "Mills!",
           "An enemy has to cross it first, so a river is a wall that nobody has to build or to mend.",
           "Fish.", "Because of trade", "Ships can come up from the sea, and goods go down to it.", "Water to drink"],
    "ar": ["ماء للشرب وللحقول.", "التجارة: القارب يحمل أكثر من الحمار.", "الطواحين!",
           "على العدو أن يعبره أولاً، فالنهر سور لا يبنيه أحد.", "السمك.", "التجارة"],
}  # fmt: skip


def _given(names: str, *values: str) -> list[Given]:
    """A form for each value, which has a word for each field."""
    return [dict(zip(names.split(), each.split(), strict=True)) for each in values]


GIVEN: dict[str, list[Given]] = {
    "truefalse": _given("choice", *"2212212"),
    "slide": _given("read", "1"),
    "estimate": _given("number", *["206", "180", "300", "250", "640", "206", "120", "210", "90", "400"]),
    "pin": _given("cell", *["63", "63", "44", "64", "75", "20", "63", "44", "90", "75"]),
    "order": _given("at1 at2 at3 at4 at5", "2 1 3 4 5", "5 3 2 4 1", "3 1 2 5 4"),
    "ranking": _given("at6 at3 at1", "1 2 3", "2 1 3", "1 3 2") + _given("at2 at3 at4", "1 2 3", "3 1 2"),
    "match": _given("pair1 pair2 pair3 pair4", "5 2 3 4", "1 2 5 4", "5 4 3 2"),
    "cloze": _given("gap1 gap2 gap3", "100 0 1", "90 0 1", "100 -18 2", "100 zero 1"),
    "scale": _given("s1 s2 s3", "5 4 2", "4 3 1", "5 5 3", "2 2 2", "4 - 1", "3 4 5"),
    "points": _given("p1 p2 p3 p4", "50 0 30 20", "20 20 40 20", "70 0 30 0", "0 10 10 80"),
    "plane": _given("x1 y1 x2 y2 x3 y3", "4 5 2 2 3 4", "3 4 1 1 4 4", "5 5 2 1 4 5", "2 4 1 2 3 3"),
}
"What one after the other sends, by slug; of orders and pairs what is not right."


def asked(slug: str, words: Words) -> Question:
    """The question as the editor would store it; its time, if it has one, is not over when the picture is taken."""
    question = ASKED[words.language][slug]
    own: Question = {"content": kind(slug).validate(question["content"]), "picture": None}
    if question.get("seconds"):
        own["seconds"] = max(60, question["seconds"])
    if slug == "pin":
        own["picture"] = store(DRAWING.read_bytes(), reencode).kept | {"alt": question["text"]}
    return question | own


def given(slug: str, content: Content, words: Words) -> list[Given]:
    """What one after the other sends to a question."""
    if slug == "text":
        return [{"text": each} for each in SENTENCES[words.language]]
    return [*_right(slug, content), *GIVEN[slug]]


def _right(slug: str, content: Content) -> list[Given]:
    """The right answer, twice, where it follows from how the program has shuffled the question."""
    if slug == "order":
        return [{f"at{item}": str(place) for place, item in enumerate(content["order"], 1)}] * 2
    if slug == "match":
        return [{f"pair{left}": str(right) for left, right in enumerate(content["pairs"], 1)}] * 2
    return []
