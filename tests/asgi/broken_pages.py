"""A URL configuration whose error pages are broken themselves."""

from django.urls import path


def _broken(request, exception=None):
    raise RuntimeError("on purpose")


handler400 = handler403 = handler404 = handler500 = _broken
urlpatterns = [path("play/<name>/", lambda request, name: _broken(request))]
