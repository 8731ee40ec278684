"""Production: PostgreSQL, Redis, mail, HTTPS. Refuses to start until all of it is named."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from community.settings import environment
from community.settings.base import *  # noqa: F403
from community.settings.base import SITE_URL, STORAGES, VAR_DIR

SHORTEST_SECRET = 50  # characters

REQUIRED = {
    "SECRET_KEY": "a long random text (or SECRET_KEY_FILE)",
    "SITE_URL": "the address people use, https://…",
    "DATABASE_URL": "postgres://user:password@host:5432/name",
    "REDIS_URL": "redis://host:6379/0",
    "EMAIL_URL": "smtp+tls://user:password@host:587",
    "DEFAULT_FROM_EMAIL": "Samtun <samtun@example.org>",
    "CONTACT_EMAIL": "where people write to the editors",
}


def problems() -> list[str]:
    """What is missing or unfit, one sentence each."""
    found = [
        f"{name} is missing: {meaning}"
        for name, meaning in REQUIRED.items()
        if not environment.text(name)
    ]
    if environment.text("SECRET_KEY") and len(environment.text("SECRET_KEY")) < SHORTEST_SECRET:
        found.append(f"SECRET_KEY is too short: at least {SHORTEST_SECRET} characters")
    if environment.text("SITE_URL") and urlsplit(SITE_URL).scheme != "https":
        found.append("SITE_URL must begin with https://")
    if environment.text("DATABASE_URL").startswith("sqlite"):
        found.append("DATABASE_URL must name PostgreSQL: SQLite is for one process")
    return found


if problems():
    raise ImproperlyConfigured(
        "Samtun does not start half-configured:\n  - " + "\n  - ".join(problems())
    )

_host = urlsplit(SITE_URL).hostname or ""
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS") or [_host]
CSRF_TRUSTED_ORIGINS = SOCKET_ORIGINS = [f"https://{urlsplit(SITE_URL).netloc}"]

SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = environment.whole_number("HSTS_SECONDS", 60 * 60 * 24 * 365)
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.flag("HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = environment.flag("HSTS_PRELOAD", default=True)
ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole_number("TRUSTED_PROXIES", 1)

STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = False
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "community.lib.static_files.HashedStaticFilesStorage"}
}
