"""Areas come from files (`manage.py load_areas`); an administrator says which take part."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from community.areas.actions.set_takes_part import set_takes_part
from community.areas.models import Area, County
from community.lib.text import fold


class ReadMostlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Area)
class AreaAdmin(ReadMostlyAdmin):
    list_display = ["__str__", "kind", "code", "parent", "county", "takes_part", "valid_to"]
    list_filter = ["kind", "takes_part", "county"]
    list_select_related = ["parent", "county"]
    search_fields = ["search_key", "code"]
    readonly_fields = [
        "name",
        "short_name",
        "other_names",
        "kind",
        "slug",
        "code",
        "parent",
        "also_in",
        "county",
        "hospitals",
        "note",
        "valid_from",
        "valid_to",
        "successor",
    ]
    fields = ["takes_part", *readonly_fields]

    def view_on_site(self, obj: Area) -> str:
        return obj.get_absolute_url()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Area], search_term: str
    ) -> tuple[QuerySet[Area], bool]:
        return super().get_search_results(request, queryset, fold(search_term))

    def save_model(self, request: HttpRequest, obj: Area, form: ModelForm, change: Any) -> None:
        set_takes_part(actor=request.user, area=obj, takes_part=form.cleaned_data["takes_part"])


@admin.register(County)
class CountyAdmin(ReadMostlyAdmin):
    list_display = ["name", "number", "other_names"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
