from django.urls import path

from community.areas import views

app_name = "areas"

urlpatterns = [
    path("velg-omrade/", views.picker, name="picker"),
    path("velg-omrade/valgt/", views.choose, name="choose"),
]
