from django.urls import path

from community.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:member_id>/", views.member, name="member"),
]
