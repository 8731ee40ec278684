import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models.topic import Topic


class Post(models.Model):
    """What one member wrote in a topic: plain paragraphs.

    `key` is made by the browser, so that the same post sent again (a lost answer on a bad
    network) is the same row. `revision` rises with whatever changes what readers see of it.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts"
    )
    text = models.TextField(_("tekst"))
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created = models.DateTimeField(default=timezone.now)

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
        return f"{self.topic.get_absolute_url()}#post-{self.pk}"
