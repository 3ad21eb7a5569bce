"""The caching of pages whose answers the lean handler sends."""

from django.views.decorators.cache import cache_control

revalidated = cache_control(private=True, no_cache=True)
"For students' pages, which are personal: no shared cache keeps them, and the browser's back button stays quick."
