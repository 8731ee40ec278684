from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.networks.models import Network


class Board(models.Model):
    """A place in a network for topics of one sort."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="boards")
    name = models.CharField(_("navn"), max_length=120)
    description = models.CharField(_("beskrivelse"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("plass"), default=0)
    # Rises with each change of name or description, so that two who write know of each other.
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forum")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["network", "name"], name="board_name_in_network")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("forums:board", args=[self.pk])
