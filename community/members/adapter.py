from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from community.members.models import Member


class AccountAdapter(DefaultAccountAdapter):
    """Fills our own user model, which has one name and no username."""

    def save_user(
        self, request: HttpRequest, user: Member, form: Any, commit: bool = True
    ) -> Member:
        user.name = form.cleaned_data.get("name", "").strip()
        user = super().save_user(request, user, form, commit=False)
        if commit:
            user.save()
        return user
