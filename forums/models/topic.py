from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models.board import Board


class Topic(models.Model):
    """One matter under discussion. Its first post is what was asked or told."""

    class Kind(models.TextChoices):
        DISCUSSION = "discussion", _("Diskusjon")
        QUESTION = "question", _("Spørsmål")
        CASE = "case", _("Kasus")
        METHOD = "method", _("Metode")
        ANNOUNCEMENT = "announcement", _("Kunngjøring")

    ICONS = {
        Kind.DISCUSSION: "Chat2",
        Kind.QUESTION: "Chat",
        Kind.CASE: "Clipboard",
        Kind.METHOD: "Books",
        Kind.ANNOUNCEMENT: "Megaphone",
    }

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="topics")
    kind = models.CharField(_("type"), max_length=12, choices=Kind, default=Kind.DISCUSSION)
    title = models.CharField(_("tittel"), max_length=160)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="topics"
    )
    created = models.DateTimeField(default=timezone.now)
    last_post_at = models.DateTimeField(default=timezone.now)
    last_author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # No foreign key: it is a mark of how far the topic has come, also when that post is gone.
    last_post_id = models.PositiveBigIntegerField(default=0)
    # Rises with whatever changes what its row on the board shows.
    revision = models.PositiveIntegerField(default=1, editable=False)
    post_count = models.PositiveIntegerField(default=0)  # the first post included

    class Meta:
        verbose_name = _("tråd")
        verbose_name_plural = _("tråder")
        indexes = [models.Index(fields=["board", "-last_post_at", "-id"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forums:topic", args=[self.pk])

    @property
    def icon(self) -> str:
        return self.ICONS[self.Kind(self.kind)]

    @property
    def reply_count(self) -> int:
        return max(self.post_count - 1, 0)
