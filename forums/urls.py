from django.urls import path

from forums.views import board_editing, boards, posts, topics

app_name = "forums"
urlpatterns = [
    path("forum/<int:board_id>/", boards.board, name="board"),
    path("forum/<int:board_id>/ny/", boards.new_topic, name="new_topic"),
    path("forum/<int:board_id>/rediger/", board_editing.edit_board, name="edit_board"),
    path("forum/<int:board_id>/slett/", board_editing.delete_board, name="delete_board"),
    path("nettverk/<slug:slug>/forum/nytt/", board_editing.new_board, name="new_board"),
    path("trad/<int:topic_id>/", topics.topic, name="topic"),
    path("trad/<int:topic_id>/rediger/", topics.edit_topic, name="edit_topic"),
    path("trad/<int:topic_id>/slett/", topics.delete_topic, name="delete_topic"),
    path("innlegg/<int:post_id>/rediger/", posts.edit_post, name="edit_post"),
    path("innlegg/<int:post_id>/slett/", posts.delete_post, name="delete_post"),
]
