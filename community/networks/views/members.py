"""Who is in a network: the list, and what its coordinators and the members themselves change."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.areas.spelling import LONGEST
from community.lib.errors import NotAllowed
from community.members.models import Member
from community.members.queries.presence import here_as_told
from community.members.rules import visible_members
from community.networks.actions.memberships import (
    add_member,
    leave_network,
    remove_member,
    set_role,
)
from community.networks.forms import RoleForm
from community.networks.models import Membership
from community.networks.queries.members import closed_accounts_in, members_of
from community.networks.queries.place import Place
from community.networks.views.frame import form_status, frame, place_for, place_that_is_run

MEMBERS_ON_A_PAGE = 50


@login_required
@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_for(request, slug)
    if not place.knows_members:
        raise NotAllowed
    typed = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    found = members_of(request.user, place.network, q=typed)
    page = Paginator(found, MEMBERS_ON_A_PAGE).get_page(request.GET.get("side"))
    context = frame(place, _("Medlemmer")) | {"tab": "members", "typed": typed, "page": page}
    context |= {"here": here_as_told(request.user)}
    if place.runs and not typed:
        context |= {"closed": closed_accounts_in(request.user, place.network)}
    return render(request, "networks/members/index.html", context)


@login_required
def member(request: HttpRequest, slug: str, member_id: int) -> HttpResponse:
    """A member's role, for the coordinators to change; they take in who is not a member yet."""
    place = place_that_is_run(request, slug)
    person = get_object_or_404(visible_members(request.user), pk=member_id)
    membership = place.network.memberships.filter(member=person).first()
    role = membership.role if membership else Membership.Role.MEMBER
    form = RoleForm(request.POST or None, initial={"role": role})
    if request.method == "POST" and form.is_valid():
        try:
            done = _give_role(request, place, person, membership, form.cleaned_data["role"])
        except ValidationError as error:
            form.add_error("role", error)
        else:
            messages.success(request, done)
            return redirect("networks:members", slug)
    context = _under_members(place, person.name)
    context |= {"member": person, "membership": membership, "form": form}
    return render(request, "networks/member/index.html", context, status=form_status(form))


@login_required
def remove(request: HttpRequest, slug: str, member_id: int) -> HttpResponse:
    """Asks first, then ends the membership, that of a closed account too.

    Oneself one takes out by leaving.
    """
    place = place_that_is_run(request, slug)
    inside = place.network.memberships.select_related("member")
    membership = get_object_or_404(inside, member=member_id)
    if membership.member == request.user:
        return redirect("networks:leave", slug)
    problem = ""
    if request.method == "POST":
        try:
            remove_member(actor=request.user, membership=membership)
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            gone = _("%(name)s er ikke lenger med.") % {"name": membership.member.name}
            messages.success(request, gone)
            return redirect("networks:members", slug)
    context = _under_members(place, _("Ta ut av nettverket"))
    context |= {"membership": membership, "problem": problem}
    return render(request, "networks/remove/index.html", context, status=_status(problem))


@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks first, then ends one's own membership."""
    place = place_for(request, slug)
    if not place.is_member:
        raise NotAllowed
    problem = ""
    if request.method == "POST":
        try:
            leave_network(actor=request.user, network=place.network)
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            done = _("Du er ikke lenger med i %(network)s.") % {"network": place.network}
            messages.success(request, done)
            return redirect("networks:index")
    context = frame(place, _("Forlat nettverket")) | {"problem": problem}
    return render(request, "networks/leave/index.html", context, status=_status(problem))


def _give_role(
    request: HttpRequest, place: Place, person: Member, membership: Membership | None, role: str
) -> str:
    """What was done, in words."""
    if membership is None:
        add_member(actor=request.user, network=place.network, member=person, role=role)
        return _("%(name)s er tatt inn.") % {"name": person.name}
    set_role(actor=request.user, membership=membership, role=role)
    return _("Rollen er lagret.")


def _under_members(place: Place, leaf: str) -> dict[str, object]:
    address = reverse("networks:members", args=[place.network.slug])
    return frame(place, leaf, (_("Medlemmer"), address))


def _status(problem: str) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
