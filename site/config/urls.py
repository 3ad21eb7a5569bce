"""All addresses are the app's."""

from django.urls import include, path

handler400 = "live.views.errors.bad_request"
handler403 = "live.views.errors.forbidden"
handler404 = "live.views.errors.not_found"
handler500 = "live.views.errors.server_error"

urlpatterns = [path("", include("live.urls"))]
