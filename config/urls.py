"""All addresses, floor by floor. German without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("pages.plain_urls")),
    *i18n_patterns(
        path("", include("pages.urls")),
        path("", include("editorial.urls")),
        path("", include("search.urls")),
        path("", include("handouts.urls")),
        path("", include("meetings.urls")),
        path("", include("needs.urls")),
        path("", include("knowledge.urls")),
        path("", include("projects.urls")),
        path("", include("projects.contributing.urls")),
        path("", include("people.urls")),
        path("", include("districts.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]

handler400 = "pages.views.bad_request"
handler403 = "pages.views.forbidden"
handler404 = "pages.views.not_found"
