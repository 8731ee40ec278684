"""The areas people work in: countries, regions, communities, municipalities and districts."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.areas.spelling import with_plain
from community.lib.text import search_key, sort_key


class County(models.Model):
    """A county is a label that tells two municipalities of one name apart, not a level."""

    number = models.CharField(_("nummer"), max_length=2, primary_key=True)
    name = models.CharField(_("navn"), max_length=80)
    other_names = models.CharField(_("andre navn"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("fylke")
        verbose_name_plural = _("fylker")

    def __str__(self) -> str:
        return self.name


class AreaQuerySet(models.QuerySet["Area"]):
    def current(self) -> "AreaQuerySet":
        """Those that are valid today."""
        today = timezone.localdate()
        begun = Q(valid_from=None) | Q(valid_from__lte=today)
        return self.filter(begun, Q(valid_to=None) | Q(valid_to__gte=today))


class Area(models.Model):
    """A place that content can be valid for and that a person can choose.

    `code` is the official number (municipality, district, organisation number of a region) or
    the slug where there is none. Dates and successor keep old links working after a merger.
    """

    class Kind(models.TextChoices):
        COUNTRY = "country", _("land")
        REGION = "region", _("helseregion")
        COMMUNITY = "community", _("helsefellesskap")
        MUNICIPALITY = "municipality", _("kommune")
        DISTRICT = "district", _("bydel")

    LEVELS = {kind: level for level, kind in enumerate(Kind.values, start=1)}
    DERIVED = ["level", "path", "search_key", "sort_key"]

    kind = models.CharField(_("nivå"), max_length=12, choices=Kind)
    level = models.PositiveSmallIntegerField(editable=False)  # 1 country … 5 district
    name = models.CharField(_("navn"), max_length=120)
    short_name = models.CharField(_("kort navn"), max_length=80, blank=True)
    other_names = models.CharField(
        _("andre navn"),
        max_length=160,
        blank=True,
        help_text=_("Offisielle navn på andre språk, med semikolon mellom."),
    )
    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    code = models.CharField(_("kode"), max_length=40, unique=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("ligger i"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    also_in = models.ManyToManyField(
        "self",
        verbose_name=_("hører også til"),
        symmetrical=False,
        blank=True,
        related_name="also_children",
    )
    county = models.ForeignKey(
        County,
        verbose_name=_("fylke"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="areas",
    )
    hospitals = models.CharField(
        _("sykehus"),
        max_length=255,
        blank=True,
        help_text=_("Sykehusene i helsefellesskapet, med semikolon mellom."),
    )
    note = models.TextField(_("merknad"), blank=True)
    takes_part = models.BooleanField(
        _("er med i Samtun"),
        default=False,
        help_text=_("Gjelder også alt som ligger i området."),
    )
    valid_from = models.DateField(_("gjelder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gjelder til"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("avløst av"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    # The codes from its country down to itself, each followed by a slash: «NO/983658725/bergen/».
    path = models.CharField(max_length=205, editable=False)
    search_key = models.CharField(max_length=960, editable=False)
    sort_key = models.CharField(max_length=480, editable=False)

    found_as = ""  # set by a search: the ended area that this one was found as successor of

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("område")
        verbose_name_plural = _("områder")
        ordering = ["level", "sort_key"]
        indexes = [models.Index(fields=["level", "sort_key"]), models.Index(fields=["path"])]
        constraints = [
            models.CheckConstraint(
                name="area_only_countries_stand_alone",
                condition=Q(kind="country", parent=None) | ~Q(kind="country") & ~Q(parent=None),
            )
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.DERIVED}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("cms:area", args=[self.slug])

    def derive(self) -> None:
        """Fill in what follows from the other fields. Bulk writing has to call it itself.

        Moving an area does not reach those in it: that is for `load_areas`, which derives all.
        """
        self.level = self.LEVELS[self.kind]
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        self.search_key = search_key(*with_plain(self.all_names))
        self.sort_key = sort_key(self.short_name or self.name)

    @property
    def all_names(self) -> list[str]:
        """Every name it is found by: the name, the short one, those in other languages."""
        return [name for name in (self.name, self.short_name, *self.names_elsewhere) if name]

    @property
    def names_elsewhere(self) -> list[str]:
        return [name.strip() for name in self.other_names.split(";") if name.strip()]

    @property
    def hospital_names(self) -> list[str]:
        return [name.strip() for name in self.hospitals.split(";") if name.strip()]

    @property
    def is_current(self) -> bool:
        today = timezone.localdate()
        return (self.valid_from or today) <= today <= (self.valid_to or today)

    @property
    def has_ended(self) -> bool:
        return self.valid_to is not None and self.valid_to < timezone.localdate()

    @property
    def codes_above(self) -> list[str]:
        """The codes of what it lies in, its country first."""
        return self.path.split("/")[:-2]

    @property
    def community(self) -> "Area | None":
        """The health community it is or lies in; none for a country or a region."""
        area: Area | None = self
        while area is not None and area.level > self.LEVELS[self.Kind.COMMUNITY]:
            area = area.parent
        return area if area is not None and area.kind == self.Kind.COMMUNITY else None
