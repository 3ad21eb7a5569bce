"""Template tags for the controls of an answer: `{% load controls %}`, so that they show what was sent."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from live.rendering import slots

register = template.Library()


@register.simple_tag
def checked(field: str, value: object) -> SafeString:
    """Behind a box or radio button: it is ticked when the field was sent with this value."""
    return mark_safe(slots.control("checked", field, value))


@register.simple_tag
def selected(field: str, value: object) -> SafeString:
    """In an option of a menu: it is the chosen one when the field was sent with this value."""
    return mark_safe(slots.control("selected", field, value))


@register.simple_tag
def sent(field: str, number: int = 1) -> SafeString:
    """Between the quotes of `value`: what was sent in the field, or in the nth of several with that name."""
    return mark_safe(slots.control("value", field, number))
