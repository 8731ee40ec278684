"""Members: people with an account, whether or not somebody has confirmed who they are."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.areas.models import Area
from community.lib.text import search_key, sort_key


class MemberManager(BaseUserManager["Member"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Member":
        """A member with `email` (kept in small letters); without a password, no sign-in by one."""
        if not email:
            raise ValueError("A member needs an e-mail address")
        member = self.model(email=email.strip().lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Member":
        fields |= {"is_staff": True, "is_superuser": True, "standing": Member.Standing.CONFIRMED}
        return self.create_user(email, password, **fields)

    def get_by_natural_key(self, username: str | None) -> "Member":
        return self.get(email=(username or "").lower())


class Member(AbstractBaseUser, PermissionsMixin):
    """A person with an account.

    An unconfirmed member sees what a visitor sees, and their own requests. A guest is a
    confirmed person (a relative, a user representative) who sees only the people of the spaces
    they share.
    """

    class Standing(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("ikke bekreftet")
        CONFIRMED = "confirmed", _("bekreftet")
        GUEST = "guest", _("gjest")

    class ColorScheme(models.TextChoices):
        AUTO = "auto", _("Følg enheten")
        LIGHT = "light", _("Lys")
        DARK = "dark", _("Mørk")

    class Profession(models.TextChoices):
        SOCIAL_WORKER = "social_worker", _("Sosionom")
        NURSE = "nurse", _("Sykepleier")
        PUBLIC_HEALTH_NURSE = "public_health_nurse", _("Helsesykepleier")
        PHYSICIAN = "physician", _("Lege")
        PSYCHOLOGIST = "psychologist", _("Psykolog")
        CHILD_WELFARE = "child_welfare", _("Barnevernspedagog")
        SOCIAL_EDUCATOR = "social_educator", _("Vernepleier")
        FAMILY_THERAPIST = "family_therapist", _("Familieterapeut")
        OCCUPATIONAL_THERAPIST = "occupational_therapist", _("Ergoterapeut")
        PHYSIOTHERAPIST = "physiotherapist", _("Fysioterapeut")
        NUTRITIONIST = "nutritionist", _("Klinisk ernæringsfysiolog")
        CHAPLAIN = "chaplain", _("Prest eller samtalepartner")
        EDUCATOR = "educator", _("Pedagog")
        ADVISER = "adviser", _("Rådgiver")
        LEADER = "leader", _("Leder")
        LIVED_EXPERIENCE = "lived_experience", _("Erfaringskonsulent")
        OTHER = "other", _("Annet")

    email = models.EmailField(_("e-postadresse"), unique=True)
    name = models.CharField(_("navn"), max_length=120)
    title = models.CharField(_("tittel"), max_length=120, blank=True)
    workplace = models.CharField(_("arbeidssted"), max_length=160, blank=True)
    profession = models.CharField(_("yrke"), max_length=24, choices=Profession, blank=True)
    expertise = models.CharField(_("dette kan du spørre meg om"), max_length=200, blank=True)
    standing = models.CharField(
        _("status"), max_length=12, choices=Standing, default=Standing.UNCONFIRMED
    )
    confirmed_at = models.DateTimeField(_("bekreftet"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        "self",
        verbose_name=_("bekreftet av"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_fictitious = models.BooleanField(
        _("oppdiktet"), default=False, help_text=_("Medlem i demonstrasjonen, ikke en person.")
    )
    is_listed = models.BooleanField(_("vis meg i medlemslisten"), default=True)
    shows_presence = models.BooleanField(_("vis kolleger når jeg er her"), default=True)
    is_named_publicly = models.BooleanField(_("vis navnet mitt i åpne nettverk"), default=False)
    language = models.CharField(_("språk"), max_length=5, blank=True)
    color_scheme = models.CharField(
        _("lys eller mørk"), max_length=5, choices=ColorScheme, default=ColorScheme.AUTO
    )
    area_decided = models.BooleanField(default=False, editable=False)
    main_area = models.ForeignKey(
        Area,
        verbose_name=_("mitt område"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="main_members",
    )
    other_areas = models.ManyToManyField(
        Area, verbose_name=_("andre områder"), blank=True, related_name="other_members"
    )
    # Rises with what others see of the member, so that what shows it is rendered anew.
    revision = models.PositiveIntegerField(default=1, editable=False)
    search_key = models.CharField(max_length=2000, default="", editable=False)
    sort_key = models.CharField(max_length=480, default="", editable=False)
    is_staff = models.BooleanField(_("har tilgang til administrasjonen"), default=False)
    is_active = models.BooleanField(_("aktiv"), default=True)
    date_joined = models.DateTimeField(_("opprettet"), default=timezone.now, editable=False)

    objects = MemberManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    DERIVED = ("search_key", "sort_key")

    class Meta:
        verbose_name = _("medlem")
        verbose_name_plural = _("medlemmer")
        indexes = [models.Index(fields=["sort_key", "id"])]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="member_email_case_insensitive")
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        # In plain letters some signs become whole words: cut to what the columns hold.
        key = search_key(self.name, self.title, self.workplace, self.expertise)
        self.search_key, self.sort_key = key[:2000], sort_key(self.name)[:480]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.DERIVED}
        super().save(*args, **kwargs)

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody has said who this is. Guests are confirmed too."""
        return self.is_active and self.standing != self.Standing.UNCONFIRMED

    @property
    def is_guest(self) -> bool:
        return self.standing == self.Standing.GUEST

    @property
    def is_in_directory(self) -> bool:
        """Whether the list of members has them: confirmed, no guest, not left out by choice."""
        return self.is_confirmed and not self.is_guest and self.is_listed

    @property
    def is_shown_here(self) -> bool:
        """Whether others are told that the member is here now: those who are in the directory."""
        return self.shows_presence and self.is_in_directory

    @property
    def is_told_who_is_here(self) -> bool:
        """Guests are not, by page or socket: they only see the people of the spaces they share."""
        return self.is_confirmed and not self.is_guest

    @property
    def first_name(self) -> str:
        """What a greeting uses; Wagtail's user list asks for it as well."""
        return self.name.split(" ")[0] if self.name else ""

    @property
    def last_name(self) -> str:
        return self.name.partition(" ")[2]

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.first_name
