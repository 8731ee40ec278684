from django.urls import path

from forums import views

app_name = "forums"
urlpatterns = [
    path("forum/<int:board_id>/", views.board, name="board"),
    path("forum/<int:board_id>/ny/", views.new_topic, name="new_topic"),
    path("trad/<int:topic_id>/", views.topic, name="topic"),
]
