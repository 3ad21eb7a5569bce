"""A question that is turned into another kind in the editor: what fits is kept, and what does not comes back."""

import pytest
from django.http import QueryDict

from live.forms.draft import Draft
from live.kinds import kind
from tests.support.examples import EXAMPLES, SLUGS
from tests.support.kind_forms import form

COMMON = {"text": "What is it?", "seconds": "30", "weight": "2", "explanation": "So it is.", "notes": "Slowly."}


def typed(slug: str) -> Draft:
    """The example of a kind, as it is typed."""
    return Draft.typed(form(**COMMON, **EXAMPLES[slug].written, kind=slug))


def sent_again(draft: Draft, slug: str) -> QueryDict:
    """What the page of a turned question sends when nothing is typed."""
    common = {name: str(draft.form[name].value() or "") for name in COMMON}
    return form(**common, **kind(slug).fields(draft.content), kind=slug, kept=[each.urlencode() for each in draft.kept])


@pytest.mark.parametrize("slug", SLUGS)
def test_it_keeps_what_all_kinds_have_and_turning_back_brings_its_own_back(slug: str):
    for other in SLUGS:
        turned = typed(slug).turned_into(kind(other))
        assert {name: str(turned.form[name].value()) for name in COMMON} == COMMON, other
        back = Draft.typed(sent_again(turned, other)).turned_into(kind(slug))
        assert back.kind.validate(back.content) == EXAMPLES[slug].content, other


def test_kinds_of_the_same_shape_take_each_others_content():
    same = {
        (one, other)
        for one in SLUGS
        for other in SLUGS
        if one != other and typed(one).turned_into(kind(other)).content != kind(other).blank()
    }
    assert same == {("single", "several"), ("several", "single"), ("number", "estimate"), ("estimate", "number")}
