"""Organisations that people of the community work for, and who works where."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.areas.models import Area
from community.lib.text import search_key, sort_key


class Organisation(models.Model):
    class Kind(models.TextChoices):
        HOSPITAL = "hospital", _("Sykehus og helseforetak")
        MUNICIPALITY = "municipality", _("Kommune")
        NGO = "ngo", _("Frivillig organisasjon")
        EDUCATION = "education", _("Utdanning og forskning")
        PRIVATE = "private", _("Privat tjeneste")
        AUTHORITY = "authority", _("Myndighet")

    class Sector(models.TextChoices):
        """The three that lists and bars tell apart."""

        HOSPITAL = "hospital", _("Sykehus")
        MUNICIPALITY = "municipality", _("Kommune")
        OTHER = "other", _("Organisasjoner og andre")

    class Country(models.TextChoices):
        NORWAY = "NO", _("Norge")
        DENMARK = "DK", _("Danmark")

    name = models.CharField(_("navn"), max_length=160, unique=True)
    kind = models.CharField(_("type"), max_length=12, choices=Kind)
    country = models.CharField(_("land"), max_length=2, choices=Country, default=Country.NORWAY)
    # Nine digits in Norway (organisasjonsnummer), eight in Denmark (CVR).
    number = models.CharField(_("organisasjonsnummer"), max_length=9, blank=True)
    area = models.ForeignKey(
        Area,
        verbose_name=_("område"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    search_key = models.CharField(max_length=960, editable=False)
    sort_key = models.CharField(max_length=480, editable=False)

    DERIVED = ("search_key", "sort_key")

    class Meta:
        verbose_name = _("virksomhet")
        verbose_name_plural = _("virksomheter")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "number"],
                condition=~Q(number=""),
                name="organisation_number_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.DERIVED}
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill in what follows from the name. Bulk writing has to call it itself."""
        self.search_key, self.sort_key = search_key(self.name)[:960], sort_key(self.name)[:480]

    @property
    def sector(self) -> str:
        """One of `Sector`: hospitals, municipalities, and all others."""
        known = {self.Kind.HOSPITAL, self.Kind.MUNICIPALITY}
        return self.kind if self.kind in known else self.Sector.OTHER


class Affiliation(models.Model):
    """A member works in an organisation, as they say themselves. The main one is shown by them."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliations"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="affiliations"
    )
    unit = models.CharField(_("enhet"), max_length=120, blank=True)
    role = models.CharField(_("rolle"), max_length=120, blank=True)
    is_main = models.BooleanField(_("hovedarbeidssted"), default=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("tilknytning")
        verbose_name_plural = _("tilknytninger")
        ordering = ["-is_main", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "organisation", "unit"], name="affiliation_once"
            ),
            models.UniqueConstraint(
                fields=["member"], condition=Q(is_main=True), name="affiliation_one_main"
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.organisation.name, self.unit) if part)
