from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmationMixin
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from community.confidentiality.guard import IdentifierFound, refuse_identifiers
from community.members.actions import sessions
from community.members.models import Member


class AccountAdapter(DefaultAccountAdapter):
    """Fills our own user model, which has one name and no username, and calls our actions."""

    def save_user(
        self, request: HttpRequest, user: Member, form: Any, commit: bool = True
    ) -> Member:
        user.name = form.cleaned_data.get("name", "").strip()
        user = super().save_user(request, user, form, commit=False)
        if commit:
            user.save()
        return user

    def clean_email(self, email: str) -> str:
        """An address is read by others too, when its owner is written to."""
        email = super().clean_email(email)
        try:
            refuse_identifiers(email=email)
        except IdentifierFound as error:
            raise ValidationError(error.error_dict["email"]) from None  # the form knows the field
        return email

    def is_safe_url(self, url: str) -> bool:
        """Only paths of our own lead on, whatever other names the site answers to."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmationMixin
    ) -> str:
        """The link leads on, by way of sign-in, to where one was going: in any browser."""
        url = super().get_email_confirmation_url(request, emailconfirmation)
        onward = get_next_redirect_url(request)
        if not onward:
            return url
        sign_in = redirect_to_login(onward).url
        return f"{url}?{urlencode({REDIRECT_FIELD_NAME: sign_in}, safe='/')}"

    def logout(self, request: HttpRequest) -> None:
        sessions.sign_out(actor=request.user, request=request)

    def set_password(self, user: Member, password: str) -> None:
        sessions.set_password(actor=user, member=user, password=password)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mails come from Samtun, whatever the name of the machine is."""
        site = SimpleNamespace(name=settings.SITE_NAME, domain=urlsplit(settings.SITE_URL).netloc)
        super().send_mail(template_prefix, email, context | {"current_site": site})
