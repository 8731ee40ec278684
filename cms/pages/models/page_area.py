"""The areas a page is for. One table for pages of every kind, so that one query reads them all."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from community.areas.models import Area


class PageArea(models.Model):
    """For readers: where the page applies. Who may edit it follows from its place in the tree.

    An area cannot be deleted while a page is for it, as the page would become common to all.
    """

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="page_areas")
    area = models.ForeignKey(
        Area, verbose_name=_("område"), on_delete=models.PROTECT, related_name="page_areas"
    )

    class Meta:
        verbose_name = _("område siden gjelder")
        verbose_name_plural = _("områder siden gjelder")
        constraints = [models.UniqueConstraint(fields=["page", "area"], name="page_has_area_once")]

    def __str__(self) -> str:
        return str(self.area)


class ValidInAreas:
    """A page that is for some areas, or, without any, common to all."""

    marked_area_id: int | None = None  # set by the cascade: the area that brought it into a list

    @property
    def areas(self) -> list[Area]:
        """Where it applies, nearest to the reader first."""
        areas = [row.area for row in self.page_areas.all()]  # type: ignore[attr-defined]
        return sorted(areas, key=lambda area: (-area.level, area.sort_key))

    @property
    def marked_area(self) -> Area | None:
        """The area to name beside it in a list; None says that it is common."""
        areas = self.areas
        wanted = (area for area in areas if area.pk == self.marked_area_id)
        return next(wanted, areas[0] if areas else None)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """A new page that says nothing of areas gets the one it is made in.

        Without it a local text would be common to all. A copy has said what it has, even none.
        """
        if self._state.adding and not self.page_areas.is_deferring:  # type: ignore[attr-defined]
            self.take_area_of(self.get_parent())  # type: ignore[attr-defined]
        return super().save(*args, **kwargs)  # type: ignore[misc]

    def take_area_of(self, parent: Page | None) -> None:
        """Make the page for the area that `parent` is the page of, if it is one."""
        area = Area.objects.filter(area_page=parent.pk).first() if parent is not None else None
        if area is not None:
            self.page_areas = [PageArea(area=area)]
