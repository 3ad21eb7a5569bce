"""The two sets of a matchInteraction as pairs."""

from django.utils.translation import gettext_noop as _

from live.formats import weighed
from live.formats.found import LOST, Found
from live.formats.qti.qti2_item import Response, weights

Side = dict[str, str]
"Texts by their names."


def match(found: Found, sets: list[Side], response: Response) -> Found:
    """Make it pairs: each of one side belongs to one of the other."""
    if len(sets) != 2:
        return found.refuse(_("It has no pairs."))
    left, right = sets
    named = [value.split() for value, weight in weights(response).items() if weight > 0]
    pairs = [(one, other) for one, other, *_rest in (each for each in named if len(each) == 2)]
    pairs = [(other, one) if one in right and other in left else (one, other) for one, other in pairs]
    known = [(one, other) for one, other in dict.fromkeys(pairs) if one in left and other in right]
    if _is_one_to_many(known):
        left, right, known = right, left, [(other, one) for one, other in known]
    if _is_one_to_many(known):
        return found.refuse(_("One of its sides belongs to several others."))
    partners = dict(known)
    if any(text and ident not in partners for ident, text in left.items()):
        found.remark(LOST, _("A left side without a partner was left out."))
    kept = [(left[ident], right[partners[ident]]) for ident in left if ident in partners]
    rest = [text for ident, text in right.items() if ident not in partners.values()]
    return weighed.pair(found, kept, rest)


def _is_one_to_many(pairs: list[tuple[str, str]]) -> bool:
    return len({one for one, _other in pairs}) < len(pairs)
