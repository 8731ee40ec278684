"""The one place where the environment is read: typed, with `NAME_FILE` for secrets kept in files.

Every reader is strict: a value that cannot be read stops the start with one sentence that
names the variable, instead of a wrong default that shows up weeks later.
"""

import os
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

_env = environ.Env()
_ENGINES = {"django.db.backends.postgresql", "django.db.backends.sqlite3"}


def text(name: str, default: str = "") -> str:
    """The value of `name`, or what the file named by `NAME_FILE` holds, or `default`."""
    path = os.environ.get(f"{name}_FILE")
    if path is None:
        return os.environ.get(name, default)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE: cannot read {path} ({error.strerror})") from None


def flag(name: str, *, default: bool) -> bool:
    """A yes or no. Raises ImproperlyConfigured for anything else."""
    value = text(name).strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value == "":
        return default
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")


def whole_number(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured for anything else."""
    value = text(name).strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from None


def names(name: str) -> list[str]:
    """A comma-separated list without empty parts."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def database(name: str, default: str) -> dict[str, Any]:
    """Django's database dictionary for a `postgres://` or `sqlite:///` address."""
    address = text(name, default) or default
    try:
        config = _env.db_url_config(address)
    except (ValueError, ImproperlyConfigured):
        config = {}
    if config.get("ENGINE") not in _ENGINES or config.get("NAME") in {None, "", ":memory:"}:
        raise ImproperlyConfigured(
            f"{name} must look like postgres://user:password@host:5432/name "
            "or sqlite:////folder/file.sqlite3"
        )
    return config


def email(name: str, default: str) -> dict[str, Any]:
    """Django's EMAIL_* settings for an `smtp+tls://user:password@host:587` address."""
    address = text(name, default) or default
    try:
        return _env.email_url_config(address)
    except (KeyError, ValueError, ImproperlyConfigured):
        raise ImproperlyConfigured(
            f"{name} must look like smtp+tls://user:password@host:587"
        ) from None


def kept_key(path: Path) -> str:
    """A secret key made once and kept in `path`, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(get_random_secret_key())
    return path.read_text(encoding="utf-8")
