"""Prepares the host's notes and the key of the question that is asked, and of the next one."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from live.models import Round
from live.rooms import keys
from live.rooms.snapshot import Snapshot
from live.workshop.drawings import learn, markdown


def key_items(snapshot: Snapshot) -> list[dict[str, SafeString | str | bool]]:
    """What the page "notes and key" shows of each of the two."""
    shown = [(_("Now"), snapshot.round), (_("Next"), Round.of(snapshot.next) if snapshot.next else None)]
    return [_item(label, round) for label, round in shown if round is not None]


def _item(label: str, round: Round) -> dict[str, SafeString | str | bool]:
    learn(round.drawn)
    return {
        "label": label,
        "asks": round.asks,
        "question_html": markdown(round.text),
        "key_text": keys.key_html(round),
        "explanation_html": markdown(round.explanation),
        "notes_html": markdown(round.notes),
    }
