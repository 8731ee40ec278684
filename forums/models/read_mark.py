from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models.topic import Topic


class ReadMark(models.Model):
    """How far a member has read in a topic: up to and with the post with this id."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks"
    )
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="read_marks")
    last_post_id = models.PositiveBigIntegerField()
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("lesemerke")
        verbose_name_plural = _("lesemerker")
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.member} has read {self.topic_id} to {self.last_post_id}"
