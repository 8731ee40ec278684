from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.members.actions.profile import update_profile
from community.members.forms import ProfileForm


def administration_login(request: HttpRequest) -> HttpResponse:
    """Where both administrations send who may not enter: to sign in, or to a plain no."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", "/"))


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """The member's own page: who they are, their areas, how Samtun looks to them."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        # The form has changed the instance; the action reads the values and saves them itself.
        try:
            update_profile(actor=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Endringene er lagret."))
            return redirect("members:me")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "members/me/index.html", {"form": form}, status=status)
