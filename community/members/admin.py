from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from community.lib.errors import NotAllowed
from community.members.actions.standing import confirm_member
from community.members.models import Member


@admin.register(Member)
class MemberAdmin(admin.ModelAdmin):
    """Members as administrators see them. Standing changes through the actions only."""

    list_display = ["name", "email", "title", "workplace", "standing", "is_active"]
    list_filter = ["standing", "is_active", "is_fictitious"]
    search_fields = ["name", "email", "workplace"]
    ordering = ["name"]
    actions = ["confirm", "confirm_as_guest"]
    # What people write of themselves, and what others have said of them.
    readonly_fields = [
        "name",
        "email",
        "title",
        "workplace",
        "standing",
        "confirmed_at",
        "confirmed_by",
    ]
    fields = [*readonly_fields, "is_active", "is_staff", "is_superuser", "groups"]
    filter_horizontal = ["groups"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # people sign up themselves

    def has_delete_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        return False  # an account is closed, its threads kept readable

    def has_change_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        return request.user.is_superuser  # who manages members could make himself administrator

    @admin.action(description=_("Bekreft som medlem"), permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        self._confirm(request, queryset, as_guest=False)

    @admin.action(description=_("Bekreft som gjest"), permissions=["change"])
    def confirm_as_guest(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        self._confirm(request, queryset, as_guest=True)

    def _confirm(self, request: HttpRequest, members: QuerySet[Member], *, as_guest: bool) -> None:
        confirmed = 0
        for member in members:
            try:
                confirm_member(actor=request.user, member=member, as_guest=as_guest)
            except NotAllowed:
                self.message_user(
                    request,
                    _("%(member)s kan ikke bekreftes av deg.") % {"member": member},
                    messages.WARNING,
                )
            else:
                confirmed += 1
        text = ngettext("%d medlem er bekreftet.", "%d medlemmer er bekreftet.", confirmed)
        self.message_user(request, text % confirmed)
