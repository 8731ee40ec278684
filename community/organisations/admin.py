"""Organisations come from `load_organisations` and from administrators, by the same actions."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from community.members.queries.search import holding_words
from community.organisations import rules
from community.organisations.actions.organisations import create_organisation, update_organisation
from community.organisations.forms import OrganisationForm
from community.organisations.models import Organisation
from community.organisations.numbers import grouped


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    form = OrganisationForm
    list_display = ["name", "kind", "number_in_groups", "area"]
    list_filter = ["kind", "country"]
    list_select_related = ["area"]
    search_fields = ["search_key"]
    ordering = ["sort_key", "pk"]
    autocomplete_fields = ["area"]

    @admin.display(description=_("organisasjonsnummer"))
    def number_in_groups(self, organisation: Organisation) -> str:
        return grouped(organisation.country, organisation.number)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Organisation], search_term: str
    ) -> tuple[QuerySet[Organisation], bool]:
        return queryset.filter(holding_words(search_term)), False

    def save_model(
        self, request: HttpRequest, obj: Organisation, form: OrganisationForm, change: Any
    ) -> None:
        if change:
            update_organisation(actor=request.user, organisation=obj, **form.cleaned_data)
        else:
            obj.pk = create_organisation(actor=request.user, **form.cleaned_data).pk

    def has_module_permission(self, request: HttpRequest) -> bool:
        return rules.can_manage_organisations(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        return rules.can_manage_organisations(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return rules.can_manage_organisations(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        return rules.can_manage_organisations(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        return False  # people work there, or did
