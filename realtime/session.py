"""Who is on the other end of a socket: the session's member, read from the session's row.

Django's own `get_user` would renew the session's key when only a fallback secret fits, and a
socket cannot hand the new cookie to the browser: the person would be signed out. So this reads
and never writes.
"""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.utils import timezone
from django.utils.crypto import constant_time_compare


def member_of_session(session_key: str | None) -> Any | None:
    """The active member of this session, or None."""
    return members_of_sessions([session_key]).get(session_key)


def members_of_sessions(session_keys: Iterable[str | None]) -> dict[str | None, Any]:
    """The active members of these sessions, by the session's key; two queries for all.

    A session that has ended or run out, or whose member has a new password since, is left out.
    """
    keys = {key for key in session_keys if key and key.isalnum()}
    rows = _sessions().filter(session_key__in=keys, expire_date__gt=timezone.now())
    sessions = {row.session_key: row.get_decoded() for row in rows}
    ids = {session[SESSION_KEY] for session in sessions.values() if SESSION_KEY in session}
    found = get_user_model().objects.filter(pk__in=ids, is_active=True)
    members = {str(member.pk): member for member in found}
    return {
        key: members[session[SESSION_KEY]]
        for key, session in sessions.items()
        if session.get(SESSION_KEY) in members and _fits(session, members[session[SESSION_KEY]])
    }


def _sessions() -> Any:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    return store.get_model_class().objects


def _fits(session: dict[str, Any], member: Any) -> bool:
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return False
    kept = session.get(HASH_SESSION_KEY, "")
    hashes = [member.get_session_auth_hash(), *member.get_session_auth_fallback_hash()]
    return any(constant_time_compare(kept, each) for each in hashes)
