from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from community.lib.errors import NotAllowed
from community.members import rules
from community.members.actions.standing import (
    confirm_member,
    deactivate_member,
    give_duties,
    reactivate_member,
)
from community.members.models import Member


@admin.register(Member)
class MemberAdmin(admin.ModelAdmin):
    """Members as administrators see them. All that changes goes through the actions."""

    list_display = ["name", "email", "title", "workplace", "standing", "is_active"]
    list_filter = ["standing", "is_active", "is_fictitious"]
    search_fields = ["name", "email", "workplace"]
    ordering = ["name"]
    actions = ["confirm", "confirm_as_guest", "deactivate", "reactivate"]
    # What people write of themselves, and what others have said of them.
    readonly_fields = [
        "name",
        "email",
        "title",
        "workplace",
        "standing",
        "confirmed_at",
        "confirmed_by",
        "is_active",
    ]
    fields = [*readonly_fields, "is_staff", "is_superuser", "groups"]
    filter_horizontal = ["groups"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # people sign up themselves

    def has_delete_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        return False  # an account is closed, its threads kept readable

    def has_change_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        # Who manages members could make himself administrator.
        return request.user.is_superuser and (
            obj is None or rules.can_give_duties(request.user, obj)
        )

    def save_model(self, request: HttpRequest, obj: Member, form: ModelForm, change: bool) -> None:
        pass  # the action below saves it, with its groups

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        duties = {name: form.cleaned_data[name] for name in ("is_staff", "is_superuser", "groups")}
        give_duties(actor=request.user, member=form.instance, **duties)

    @admin.action(description=_("Bekreft som medlem"), permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        confirmed = self._each(request, queryset, confirm_member)
        text = ngettext("%d medlem er bekreftet.", "%d medlemmer er bekreftet.", confirmed)
        self.message_user(request, text % confirmed)

    @admin.action(description=_("Bekreft som gjest"), permissions=["change"])
    def confirm_as_guest(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        confirmed = self._each(request, queryset, partial(confirm_member, as_guest=True))
        text = ngettext("%d gjest er bekreftet.", "%d gjester er bekreftet.", confirmed)
        self.message_user(request, text % confirmed)

    @admin.action(description=_("Steng kontoen"), permissions=["change"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        closed = self._each(request, queryset, deactivate_member)
        text = ngettext("%d konto er stengt.", "%d kontoer er stengt.", closed)
        self.message_user(request, text % closed)

    @admin.action(description=_("Åpne kontoen igjen"), permissions=["change"])
    def reactivate(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        opened = self._each(request, queryset, reactivate_member)
        text = ngettext("%d konto er åpnet igjen.", "%d kontoer er åpnet igjen.", opened)
        self.message_user(request, text % opened)

    def _each(
        self, request: HttpRequest, members: QuerySet[Member], act: Callable[..., Member]
    ) -> int:
        """Act on each member; how many it was done to. Whom the actor may not, is said."""
        done = 0
        for member in members:
            try:
                act(actor=request.user, member=member)
            except NotAllowed:
                self.message_user(
                    request,
                    _("Du kan ikke gjøre dette med %(member)s.") % {"member": member},
                    messages.WARNING,
                )
            else:
                done += 1
        return done
