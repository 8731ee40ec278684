from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest

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
            raise ValidationError(error.messages) from None  # the form knows the field
        return email

    def logout(self, request: HttpRequest) -> None:
        sessions.sign_out(actor=request.user, request=request)

    def set_password(self, user: Member, password: str) -> None:
        sessions.set_password(actor=user, member=user, password=password)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mails come from Samtun, whatever the name of the machine is."""
        site = SimpleNamespace(name=settings.SITE_NAME, domain=urlsplit(settings.SITE_URL).netloc)
        super().send_mail(template_prefix, email, context | {"current_site": site})
