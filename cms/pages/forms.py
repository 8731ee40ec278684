"""The editor's forms: which areas and which language a page is for, and what may not be written."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import InlinePanel
from wagtail.models import Locale, Page

from cms.pages import rules
from cms.pages.addresses import reserved_slugs
from community.areas.models import Area
from community.confidentiality.guard import IdentifierFound, refuse_identifiers
from community.lib.text import slugify


class AreaField(forms.ModelChoiceField):
    """Names that exist twice, such as Herøy, are told apart by their county."""

    def label_from_instance(self, area: Area) -> str:
        lies_in = area.county or area.parent
        is_small = area.level >= Area.LEVELS[Area.Kind.MUNICIPALITY]
        return f"{area.name} ({lies_in})" if is_small else area.name


class PageAreaForm(WagtailAdminModelForm):
    """One area of a page. An editor chooses among those they may write for."""

    area = AreaField(queryset=Area.objects.none(), label=_("Område"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = self._choices()

    def _choices(self) -> QuerySet[Area]:
        own = rules.writable_areas(self.for_user) if self.for_user else Area.objects.all()
        current = Area.objects.current().filter(pk__in=own.values("pk"))
        kept = Q(pk__in=current.values("pk")) | Q(pk=self.instance.area_id)
        return Area.objects.filter(kept).select_related("county", "parent")


class AreasPanel(InlinePanel):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("relation_name", "page_areas")
        kwargs.setdefault("heading", _("Områder siden gjelder"))
        kwargs.setdefault("label", _("Område"))
        kwargs.setdefault(
            "help_text", _("Uten noe valg gjelder siden området du lager den i, eller alle.")
        )
        super().__init__(**kwargs)

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        own = {"form": PageAreaForm, "inherit_kwargs": ["for_user"]}
        options["formsets"][self.relation_name].update(own)
        return options


class SitePageForm(WagtailAdminPageForm):
    def clean_slug(self) -> str:
        return slugify(self.cleaned_data["slug"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        parent = self.parent_page
        if parent is not None and parent.depth == rules.HOME_DEPTH:
            self._refuse_reserved(cleaned.get("slug", ""))
        return cleaned

    def _refuse_reserved(self, slug: str) -> None:
        if slug in reserved_slugs():
            message = gettext("Adressen «%(slug)s» er opptatt. Velg en annen.")
            self.add_error("slug", message % {"slug": slug})

    def _post_clean(self) -> None:
        """Drafts are read by the guard as well: what it finds must not be stored at all."""
        self.instance.is_draft_being_saved = self.is_deferred_validation
        super()._post_clean()
        try:
            self.instance.refuse_identifiers()
        except IdentifierFound as found:
            for field, errors in found.error_dict.items():
                self.add_error(field if field in self.fields else None, errors)


class ContentForm(SitePageForm):
    language = forms.ModelChoiceField(
        queryset=Locale.objects.all(),
        empty_label=None,
        label=_("Språk"),
        help_text=_("Språket du skriver på. Når siden er publisert, ligger det fast."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = self.instance.locale_id
        self.fields["language"].disabled = bool(self.instance.pk and self.instance.live)

    def clean_tags(self) -> list[str]:
        tags = self.cleaned_data["tags"]
        try:
            refuse_identifiers(tags=", ".join(tags))
        except IdentifierFound as found:
            raise ValidationError(found.error_dict["tags"]) from None
        return tags

    def clean_language(self) -> Locale:
        language = self.cleaned_data["language"]
        others = Page.objects.filter(translation_key=self.instance.translation_key)
        if others.exclude(pk=self.instance.pk).filter(locale=language).exists():
            raise ValidationError(gettext("Siden finnes alt på dette språket."))
        return language

    def save(self, commit: bool = True) -> Page:
        page = super().save(commit=commit)
        self._set_language(page)
        if self._would_become_common(page):
            page.take_area_of(self.parent_page)
            if commit:
                page.save()
        return page

    def _set_language(self, page: Page) -> None:
        """Wagtail does not keep the language of a draft in its revisions, so the row says it."""
        page.locale = self.cleaned_data["language"]
        if page.pk:
            Page.objects.filter(pk=page.pk).update(locale=page.locale)

    def _would_become_common(self, page: Page) -> bool:
        """A page under an area is made common on purpose only, and by a central editor."""
        if page.page_areas.all().exists():
            return False
        return page.pk is None or not rules.can_write_for_all(self.for_user)
