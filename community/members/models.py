"""Members: people with an account, whether or not somebody has confirmed who they are."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.areas.models import Area


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

    email = models.EmailField(_("e-postadresse"), unique=True)
    name = models.CharField(_("navn"), max_length=120)
    title = models.CharField(_("tittel"), max_length=120, blank=True)
    workplace = models.CharField(_("arbeidssted"), max_length=160, blank=True)
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
    is_staff = models.BooleanField(_("har tilgang til administrasjonen"), default=False)
    is_active = models.BooleanField(_("aktiv"), default=True)
    date_joined = models.DateTimeField(_("opprettet"), default=timezone.now, editable=False)

    objects = MemberManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("medlem")
        verbose_name_plural = _("medlemmer")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="member_email_case_insensitive")
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody has said who this is. Guests are confirmed too."""
        return self.is_active and self.standing != self.Standing.UNCONFIRMED

    @property
    def is_guest(self) -> bool:
        return self.standing == self.Standing.GUEST

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
