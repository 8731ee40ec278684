"""Where signed-in time ends: by signing out, and by a new password."""

from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest

from community.members.models import Member
from realtime.access import rights_changed
from realtime.publishing import action


def sign_out(*, actor: Any, request: HttpRequest) -> None:
    """End this session, and the sockets that it opened; the member's others go on."""
    member_id = actor.pk  # the request forgets who it was
    with action():
        logout(request)
        rights_changed("member", member_id)


def set_password(*, actor: Any, member: Member, password: str) -> None:
    """Give the member a new password: all their sessions end, wherever they are signed in.

    Whoever calls it has checked who they are: by the old password, or a link sent by mail.
    """
    member.set_password(password)  # slow on purpose, so it is done before the transaction
    with action():
        member.save(update_fields=["password"])
        rights_changed("member", member.pk)
