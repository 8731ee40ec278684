from django.urls import path

from cms.pages.views.area import area, prepare
from cms.pages.views.home import home

app_name = "cms"

urlpatterns = [
    path("", home, name="home"),
    path("omrade/<slug:slug>/", area, name="area"),
    path("omrade/<slug:slug>/rediger/", prepare, name="prepare"),
]
