from datetime import datetime

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from community.members.rules import visible_members
from community.networks import rules
from community.networks.models import Membership, Network


class MembershipInline(admin.TabularInline):
    """Read only: memberships are changed by actions."""

    model = Membership
    fields = readonly_fields = ["who", "role", "since"]
    extra = 0
    can_delete = False

    @admin.display(description=_("medlem"))
    def who(self, membership: Membership) -> str:
        return membership.member.name

    @admin.display(description=_("med siden"))
    def since(self, membership: Membership) -> datetime:
        return membership.joined

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        named = Membership.objects.filter(member__in=visible_members(request.user))
        return named.select_related("member")

    def has_add_permission(self, request: HttpRequest, obj: Network | None = None) -> bool:
        return False


@admin.register(Network)
class NetworkAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "access"]
    list_filter = ["kind", "access"]
    search_fields = ["name"]
    inlines = [MembershipInline]

    def view_on_site(self, obj: Network) -> str:
        return obj.get_absolute_url()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Network]:
        """The administration is a surface like any other, and this one names the members."""
        return rules.showing_members(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Network | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Network | None = None) -> bool:
        return False
