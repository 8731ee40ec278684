"""Who is on the other end of a socket: the session's member, read once at the handshake.

Django's own `get_user` would renew the session's key when only a fallback secret fits, and a
socket cannot hand the new cookie to the browser: the person would be signed out. So this reads
and never writes.
"""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.utils.crypto import constant_time_compare


def member_of_session(session_key: str | None) -> Any | None:
    """The active member of this session, or None."""
    if not session_key or not session_key.isalnum():
        return None
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key).load()
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    member = get_user_model().objects.filter(pk=session.get(SESSION_KEY), is_active=True).first()
    if member is None or not _hash_fits(member, session.get(HASH_SESSION_KEY, "")):
        return None
    return member


def _hash_fits(member: Any, kept: str) -> bool:
    hashes = [member.get_session_auth_hash(), *member.get_session_auth_fallback_hash()]
    return any(constant_time_compare(kept, each) for each in hashes)
