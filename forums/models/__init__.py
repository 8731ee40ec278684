from forums.models.board import Board
from forums.models.post import Post
from forums.models.topic import Topic

__all__ = ["Board", "Post", "Topic"]
