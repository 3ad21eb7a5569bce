"""How pages may be kept whose answers do not go through usual Django."""

from django.views.decorators.cache import cache_control

asked_anew = cache_control(private=True, no_cache=True)
"For students' pages, which show whose they are: in no cache that others use; going back and forth stays quick."
