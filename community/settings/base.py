"""All settings, as the embedded profile: SQLite, one process, no other service, DEBUG off.

`development` and `testing` change a few of them; `production` overrides what must not be
embedded and refuses to start half-configured.
"""

import re
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from community.settings import environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(environment.text("SAMTUN_VAR", str(BASE_DIR / "var")))

DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY") or environment.kept_key(VAR_DIR / "secret-key")
SECRET_KEY_FALLBACKS = environment.names("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
SITE_NAME = "Samtun"
SITE_URL = environment.text("SITE_URL", "http://localhost:8000")

# Exact origins that may open a socket. Empty means: the page's own host (embedded profile).
SOCKET_ORIGINS: list[str] = []

INSTALLED_APPS = [
    "daphne",  # first: its runserver must win
    "community.members",
    "community.areas",
    "community.organisations",
    "community.networks",
    "community.directory",
    "community.confidentiality",
    "realtime",
    "forums",
    "cms.pages",
    "cms.demo",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "csp",
    "channels",
    "django_vite",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "community.lib.content_security.ContentSecurityMiddleware",
    "community.lib.shared_computers.SharedComputersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "community.lib.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "community.areas.middleware.AreaMiddleware",
    "community.lib.errors.NotAllowedMiddleware",
]

ROOT_URLCONF = "community.urls"
ASGI_APPLICATION = "community.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "community.lib.components",
                "django_vite.templatetags.django_vite",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database -----------------------------------------------------------------------------

SQLITE_OPTIONS = {
    "timeout": 20,
    # Reading before writing in a deferred transaction ends in "database is locked".
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364;"
    ),
}


def database_options(config: dict[str, Any]) -> dict[str, Any]:
    """`config` with what each engine needs under a server that uses many threads."""
    if config["ENGINE"].endswith("sqlite3"):
        return config | {"OPTIONS": SQLITE_OPTIONS, "ATOMIC_REQUESTS": False}
    return config | {"OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 10}}}


DATABASES = {
    "default": database_options(
        environment.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'samtun.sqlite3'}")
    )
}

# --- Redis, or the memory of one process ----------------------------------------------------

REDIS_URL = environment.text("REDIS_URL")

if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "community.lib.cache.ForgivingRedisCache",
            "LOCATION": REDIS_URL,
        }
    }
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

# --- Accounts -------------------------------------------------------------------------------

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAILADMIN_LOGIN_URL = "administration_login"
LOGIN_REDIRECT_URL = "members:me"
LOGOUT_REDIRECT_URL = "/"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "community.members.forms.SignupDetailsForm"
ACCOUNT_ADAPTER = "community.members.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Samtun] "
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False  # ward PCs are shared
ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole_number("TRUSTED_PROXIES", 0)

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "community.lib.errors.csrf_failure"

# --- Language and time ----------------------------------------------------------------------

# Bokmål is the language of the source strings, so it is the one that is always complete.
LANGUAGE_CODE = "nb"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("nb", _("Bokmål")),
    ("nn", _("Nynorsk")),
    ("da", _("Dansk")),
    ("en", _("Engelsk")),
]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "community.formats"
TIME_ZONE = "Europe/Oslo"
USE_I18N = USE_TZ = True

AREA_COOKIE_NAME = "area"
AREA_COOKIE_AGE = 60 * 60 * 24 * 365

# --- Files ----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [path for path in [BASE_DIR / "frontend" / "dist"] if path.exists()]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": BASE_DIR / "frontend" / "dist" / "manifest.json",
    }
}
WHITENOISE_USE_FINDERS = True  # no collectstatic in the embedded profile
WHITENOISE_AUTOREFRESH = False
# Vite's own hash is enough: files named by it never change.
VITE_FILE = re.compile(r"^.+[-.][0-9a-zA-Z_-]{8,12}\.\w+$")


def immutable_file(path: str, url: str) -> bool:
    """Whether the address of a static file changes with its content."""
    return "/assets/" in url and VITE_FILE.match(url) is not None


WHITENOISE_IMMUTABLE_FILE_TEST = immutable_file

# --- Wagtail --------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_BASE_URL = SITE_URL
# Nothing about our editors leaves the house.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# A shared password would stand in plain text in the database.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
# The texts of comments and of approvals pass no form of ours, and so not the guard.
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.pages.uploads.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.pages.uploads.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 30_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# --- Security -------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows its preview in a frame of its own
SILENCED_SYSTEM_CHECKS = ["security.W019"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    }
}

# --- Mail -----------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "Samtun <samtun@localhost>")
if environment.text("EMAIL_URL"):
    vars().update(environment.email("EMAIL_URL", ""))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
CONTACT_EMAIL = environment.text("CONTACT_EMAIL", "kontakt@localhost")
# Where the source of what runs here can be had, as the licence asks of those who change it.
SOURCE_URL = environment.text("SOURCE_URL")

# --- Live -----------------------------------------------------------------------------------

REALTIME_LOG_DAYS = environment.whole_number("REALTIME_LOG_DAYS", 7)
REALTIME_CATCH_UP_LIMIT = environment.whole_number("REALTIME_CATCH_UP_LIMIT", 500)
if REALTIME_CATCH_UP_LIMIT < 1:
    raise ImproperlyConfigured("REALTIME_CATCH_UP_LIMIT must be 1 or more")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"mask": {"()": "community.lib.logs.MaskNumbers"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["mask"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"samtun": {"level": "INFO"}},
}
