"""Networks: spaces with members, from a competence network to a meeting place."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.areas.models import Area
from community.lib.text import search_key, sort_key


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
    welcome = models.CharField(_("plass til flere"), max_length=300, blank=True)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("kontaktperson"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    areas = models.ManyToManyField(
        Area, verbose_name=_("områder"), blank=True, related_name="networks"
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="networks"
    )
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(_("sist endret"), default=timezone.now)
    search_key = models.CharField(max_length=2000, default="", editable=False)
    sort_key = models.CharField(max_length=480, default="", editable=False)

    DERIVED = ("search_key", "sort_key")

    class Meta:
        verbose_name = _("nettverk")
        verbose_name_plural = _("nettverk")
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Only what its card shows: a search must not tell what the card does not.
        key = search_key(self.name, self.definition, self.target_group[:300])
        # Cut, as one letter of a far script can become many plain ones.
        self.search_key, self.sort_key = key[:2000], sort_key(self.name)[:480]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.DERIVED}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("networks:network", args=[self.slug])

    def lock(self) -> None:
        """Wait until nobody else changes it or who is in it, and read it anew. In a transaction."""
        self.refresh_from_db(from_queryset=Network.objects.select_for_update())

    @property
    def is_listed(self) -> bool:
        """Whether everybody may know that it exists."""
        return self.access != self.Access.CONFIDENTIAL

    @property
    def is_closed(self) -> bool:
        """Whether only its members read what is written there."""
        return self.access in {self.Access.PRIVATE, self.Access.CONFIDENTIAL}


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


class JoinRequest(models.Model):
    """Somebody asks to become a member. At most one waits, for each network and person."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("venter på svar")
        APPROVED = "approved", _("tatt inn")
        DECLINED = "declined", _("avslått")
        WITHDRAWN = "withdrawn", _("trukket")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="join_requests")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests"
    )
    message = models.TextField(_("melding"), blank=True)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.WAITING)
    answer = models.TextField(_("svar"), blank=True)
    created = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("forespørsel")
        verbose_name_plural = _("forespørsler")
        ordering = ["created", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "member"],
                condition=models.Q(status="waiting"),
                name="join_request_waits_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} ({self.get_status_display()})"


class ContactMessage(models.Model):
    """What somebody wrote to a network's contact person. Read here: no mail carries its text."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="contact_messages")
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contact_messages"
    )
    text = models.TextField(_("melding"))
    created = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("henvendelse")
        verbose_name_plural = _("henvendelser")
        ordering = ["-created", "-id"]

    def __str__(self) -> str:
        return f"{self.sender}, {self.created:%Y-%m-%d %H:%M}"  # never its text
