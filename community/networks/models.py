"""Networks: spaces with members, from a competence network to a meeting place."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.areas.models import Area


class Network(models.Model):
    class Kind(models.TextChoices):
        COMPETENCE = "competence", _("Kompetansenettverk")
        PROJECT = "project", _("Prosjekt")
        MEETING_PLACE = "meeting_place", _("Møteplass")
        WORKING_GROUP = "working_group", _("Arbeidsgruppe")

    class Access(models.TextChoices):
        OPEN = "open", _("Åpent for alle")
        RESTRICTED = "restricted", _("Innloggede leser, medlemmer skriver")
        PRIVATE = "private", _("For medlemmer")
        CONFIDENTIAL = "confidential", _("Fortrolig")

    name = models.CharField(_("navn"), max_length=120)
    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    kind = models.CharField(_("type"), max_length=16, choices=Kind, default=Kind.COMPETENCE)
    access = models.CharField(_("tilgang"), max_length=12, choices=Access, default=Access.PRIVATE)
    definition = models.CharField(_("definisjon"), max_length=300, blank=True)
    background = models.TextField(_("bakgrunn"), blank=True)
    target_group = models.TextField(_("målgruppe"), blank=True)
    areas = models.ManyToManyField(
        Area, verbose_name=_("områder"), blank=True, related_name="networks"
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="networks"
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("nettverk")
        verbose_name_plural = _("nettverk")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("networks:network", args=[self.slug])


class Membership(models.Model):
    class Role(models.TextChoices):
        MEMBER = "member", _("medlem")
        EDITOR = "editor", _("redaktør")
        MODERATOR = "moderator", _("moderator")
        COORDINATOR = "coordinator", _("koordinator")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("rolle"), max_length=12, choices=Role, default=Role.MEMBER)
    joined = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        constraints = [
            models.UniqueConstraint(fields=["network", "member"], name="membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.member} ({self.get_role_display()})"
