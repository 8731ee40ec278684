from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from community.areas.models import Area


class AreaGroup(models.Model):
    """The people with one role in one area, as the group that Wagtail asks for rights.

    The table is the way from area to group: names of groups may be changed.
    """

    class Role(models.TextChoices):
        EDITOR = "editor", _("redaktør")

    area = models.ForeignKey(
        Area, verbose_name=_("område"), on_delete=models.PROTECT, related_name="groups"
    )
    role = models.CharField(_("rolle"), max_length=12, choices=Role, default=Role.EDITOR)
    group = models.OneToOneField(
        Group, verbose_name=_("gruppe"), on_delete=models.CASCADE, related_name="area_group"
    )
    collection = models.ForeignKey(
        Collection, verbose_name=_("samling"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("områdets gruppe")
        verbose_name_plural = _("områdenes grupper")
        constraints = [models.UniqueConstraint(fields=["area", "role"], name="area_group_once")]

    def __str__(self) -> str:
        return str(self.group)
