"""A member's workplaces: found by search, added, shown beside the name, taken away."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.areas.spelling import LONGEST
from community.lib.requests import led_to
from community.organisations import rules
from community.organisations.actions.affiliations import (
    add_affiliation,
    remove_affiliation,
    set_main_affiliation,
)
from community.organisations.forms import AffiliationForm
from community.organisations.models import Organisation
from community.organisations.queries.organisations import MOST_FOUND, search_organisations


@login_required
def affiliations(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:LONGEST]
    found = list(search_organisations(typed))
    context = {
        "affiliations": rules.own_affiliations(request.user),
        "typed": typed,
        "found": found,
        "is_cut": len(found) == MOST_FOUND,
        "trail": _trail(),
    }
    return render(request, "organisations/affiliations/index.html", context)


@login_required
def new(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation, pk=organisation_id)
    is_first = not rules.own_affiliations(request.user).filter(is_main=True).exists()
    form = AffiliationForm(request.POST or None, initial={"is_main": is_first})
    if request.method == "POST" and form.is_valid():
        try:
            add_affiliation(actor=request.user, organisation=organisation, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Arbeidsstedet er lagt til."))
            return redirect("organisations:affiliations")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"organisation": organisation, "form": form, "trail": _trail(organisation.name)}
    return render(request, "organisations/new/index.html", context, status=status)


@login_required
def main(request: HttpRequest, affiliation_id: int) -> HttpResponse:
    if request.method != "POST":
        return led_to(request, "organisations:affiliations")
    affiliation = get_object_or_404(rules.own_affiliations(request.user), pk=affiliation_id)
    set_main_affiliation(actor=request.user, affiliation=affiliation)
    messages.success(request, _("%(place)s vises nå ved navnet ditt.") % {"place": affiliation})
    return redirect("organisations:affiliations")


@login_required
def remove(request: HttpRequest, affiliation_id: int) -> HttpResponse:
    own = rules.own_affiliations(request.user)
    affiliation = get_object_or_404(own, pk=affiliation_id)
    if request.method == "POST":
        remove_affiliation(actor=request.user, affiliation=affiliation)
        messages.success(request, _("Arbeidsstedet er tatt bort."))
        return redirect("organisations:affiliations")
    following = own.exclude(pk=affiliation.pk).first() if affiliation.is_main else None
    context = {
        "affiliation": affiliation,
        "following": following,
        "trail": _trail(_("Ta bort arbeidssted")),
    }
    return render(request, "organisations/remove/index.html", context)


def _trail(leaf: str = "") -> list[tuple[str, str | None]]:
    top = (_("Min side"), reverse("members:me"))
    if not leaf:
        return [top, (_("Arbeidssteder"), None)]
    return [top, (_("Arbeidssteder"), reverse("organisations:affiliations")), (leaf, None)]
