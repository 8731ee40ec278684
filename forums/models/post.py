import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models.topic import Topic


class Post(models.Model):
    """What one member wrote in a topic, as HTML that `forums.texts` has cleaned.

    `key` is made by the browser, so that the same post sent again (a lost answer on a bad
    network) is the same row. `revision` rises with whatever changes what readers see of it.
    A deleted post keeps its place, but not its text.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts"
    )
    html = models.TextField(_("tekst"))
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("innlegg")
        verbose_name_plural = _("innlegg")
        indexes = [models.Index(fields=["topic", "id"])]
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="post_once_for_each_key")
        ]

    def __str__(self) -> str:
        return f"{self.author}, {self.created:%Y-%m-%d %H:%M}"  # never its text: others see this

    def get_absolute_url(self) -> str:
        """The page of the topic that holds the post, wherever that is today."""
        topic = reverse("forums:topic", args=[self.topic_id])
        return f"{topic}?post={self.pk}#post-{self.pk}"
