"""How rules are chosen: what a form says of them, what is remembered of them, and with which a room starts."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from live.content.lines import line
from live.content.rude_names import LONGEST_WORD, MOST_WORDS
from live.models import LastRules, Quiz, Room
from live.models.phase import Scoring
from live.models.rules import Rules, good, jsonable
from live.refusal import Refused

WANTED = {"on": True, "off": False}
"A button says what shall be, not what shall change: two hosts who press at once want the same."
SWITCHES = Rules.SWITCHES - {"asks_names"}
"The rules that a host switches on or off; whether names are asked for is settled when the room opens."
OF_TEACHER = {"language", "waiting_words", "board"}
"What goes with the teacher and the place, so that no quiz remembers it."


class Unknown(Refused):
    """A press that means nothing here."""

    def __init__(self) -> None:
        super().__init__(_("That button is not known here. Reload the page, then press again."), 422)


def clean(form: Mapping[str, str]) -> dict[str, Any]:
    """Return the rules that a form's fields name, as `Rules` has them. Raises Refused (422) when one means nothing."""
    return {name: _clean(name, sent) for name, sent in form.items()}


def _clean(name: str, sent: str) -> Any:
    if name in _CLEAN:
        return _CLEAN[name](sent)
    if name not in SWITCHES:
        raise Unknown
    return _one_of(WANTED, sent)


def _one_of(wanted: Mapping[str, Any], sent: str) -> Any:
    if sent not in wanted:
        raise Unknown
    return wanted[sent]


def _language(sent: str) -> Any:
    return _one_of({code: code for code, _name in settings.LANGUAGES}, sent)


def _scoring(sent: str) -> Any:
    return _one_of({str(each): each for each in Scoring}, sent)


def _words(sent: str) -> tuple[str, ...]:
    """Return one word a line."""
    words = tuple(dict.fromkeys(filter(None, map(line, sent.splitlines()[:1000]))))
    if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
        raise Refused(
            _("Please type at most %(words)d words of up to %(letters)d characters each, one on a line.")
            % {"words": MOST_WORDS, "letters": LONGEST_WORD},
            422,
        )
    return words


_CLEAN: dict[str, Callable[[str], Any]] = {"language": _language, "scoring": _scoring, "waiting_words": _words}
"How the rules are read that are not switches."


def choose(room: Room, rules: dict[str, Any]) -> None:
    """Let these rules hold in the room, and in the next one of its host and of its quiz."""
    room.change_rules(**rules)
    last = remembered(room.host_id) | rules
    LastRules.objects.update_or_create(teacher_id=room.host_id, defaults={"rules": jsonable(last)})
    for quiz in Quiz.every.filter(rooms=room).only("rules"):
        quiz.rules = jsonable(_of_quiz(_remembered(quiz.rules) | rules))
        quiz.save(update_fields=["rules"])


def first_rules(teacher_id: int, language: str, quiz: Quiz | None = None) -> Rules:
    """The rules with which a room starts: what was last chosen for its quiz, else by its teacher, else the defaults.

    `language`: the page's, until the teacher has chosen one.
    """
    of_quiz = _of_quiz(_remembered(quiz.rules)) if quiz else {}
    return Rules(**{"language": language, **remembered(teacher_id), **of_quiz})


def remembered(teacher_id: int) -> dict[str, Any]:
    """The rules that this teacher has ever chosen, as they last were."""
    return _remembered(LastRules.objects.filter(teacher=teacher_id).values_list("rules", flat=True).first())


def _of_quiz(rules: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in rules.items() if name not in OF_TEACHER}


def _remembered(kept: Any) -> dict[str, Any]:
    """What of some JSON means something here, and is remembered."""
    return {name: value for name, value in good(kept).items() if name != "asks_names"}


def needs_guide(teacher_id: int) -> bool:
    """Whether this teacher has not yet put away the first help on the host page."""
    return not LastRules.objects.filter(teacher=teacher_id, knows_the_way=True).exists()


def put_guide_away(teacher_id: int) -> None:
    """Show this teacher no first help any more."""
    LastRules.objects.update_or_create(teacher_id=teacher_id, defaults={"knows_the_way": True})
