"""Every address of Samtun. Wagtail's come last: they catch what is left."""

from allauth.account.views import logout as sign_out
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from community.lib import language
from community.lib.errors import nothing_here
from community.members.views import administration_login

admin.site.login = administration_login
admin.site.logout = sign_out

urlpatterns = [
    path("", include("community.areas.urls")),
    path("", include("community.about.urls")),
    path("", include("forums.urls")),
    path("konto/administrasjon/", administration_login, name="administration_login"),
    path("konto/", include("allauth.urls")),
    path("medlemmer/", include("community.directory.urls")),
    path("min-side/arbeidssteder/", include("community.organisations.urls")),
    path("min-side/", include("community.members.urls")),
    path("nettverk/", include("community.networks.urls")),
    path("sprak/<str:language>/", language.choose, name="language"),
    # "View on site" would tell administrators the address of a space that they may not know.
    path("admin/r/<path:thing>", nothing_here),
    path("admin/", admin.site.urls),
    path("cms/logout/", sign_out, name="administration_logout"),  # before Wagtail's own
    path("cms/", include(wagtailadmin_urls)),
    path("dokumenter/", include(wagtaildocs_urls)),
    # Pictures as editors have cut them, for everybody. Originals and documents are not here.
    path("media/images/<path:path>", serve, {"document_root": f"{settings.MEDIA_ROOT}/images"}),
]

if settings.DEBUG:
    look = TemplateView.as_view(template_name="_look/index.html")
    urlpatterns += [path("_look/", look, name="look")]

urlpatterns += i18n_patterns(
    path("", include("cms.pages.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler404 = "community.lib.errors.not_found"
