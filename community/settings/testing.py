"""For the tests: the embedded profile, or PostgreSQL and Redis where the runner names them."""

from community.settings.base import *  # noqa: F403
from community.settings.base import BASE_DIR, DATABASES, VAR_DIR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
ACCOUNT_RATE_LIMITS = False

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the hub reads in threads with connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
else:
    # A pool would keep the test database from being dropped; nothing in it must reach the disk.
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}

MEDIA_ROOT = VAR_DIR / "test-media"
TESTS_DIR = BASE_DIR / "tests"
