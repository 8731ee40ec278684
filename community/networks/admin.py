from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from community.members.rules import visible_members
from community.networks import rules
from community.networks.models import Membership, Network


class MembershipInline(admin.TabularInline):
    """Read only: memberships are changed by actions."""

    model = Membership
    fields = readonly_fields = ["member", "role", "joined"]
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return Membership.objects.filter(member__in=visible_members(request.user))

    def has_add_permission(self, request: HttpRequest, obj: Network | None = None) -> bool:
        return False


@admin.register(Network)
class NetworkAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "access"]
    list_filter = ["kind", "access"]
    search_fields = ["name"]
    inlines = [MembershipInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Network]:
        """The administration is a surface like any other, and this one names the members."""
        return rules.showing_members(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Network | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Network | None = None) -> bool:
        return False
