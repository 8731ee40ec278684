from copy import copy
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.members.actions.profile import update_profile
from community.members.forms import ProfileForm
from community.organisations.queries.affiliations import affiliations_of


def administration_login(request: HttpRequest) -> HttpResponse:
    """Where both administrations send who may not enter: to sign in, or to a plain no."""
    if request.user.is_authenticated:
        return render(request, "403.html", status=HTTPStatus.FORBIDDEN)
    return redirect_to_login(request.GET.get("next", "/"))


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """The member's own page: who they are, where they work, who sees it, how Samtun looks."""
    affiliations = list(affiliations_of(request.user))
    form = ProfileForm(
        request.POST or None,
        instance=copy(request.user),
        has_main_workplace=any(each.is_main for each in affiliations),
    )
    if request.method == "POST" and form.is_valid():
        try:
            update_profile(actor=request.user, **form.values())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Endringene er lagret."))
            return redirect("members:me")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "affiliations": affiliations}
    return render(request, "members/me/index.html", context, status=status)
