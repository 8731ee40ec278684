from forums.models.board import Board
from forums.models.post import Post
from forums.models.read_mark import ReadMark
from forums.models.topic import Topic

__all__ = ["Board", "Post", "ReadMark", "Topic"]
