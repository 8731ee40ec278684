from django.urls import path

from community.networks import views

app_name = "networks"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.network, name="network"),
]
