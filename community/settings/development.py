"""The embedded profile for the one who writes code: DEBUG, Vite's server, mail on the screen."""

from community.settings.base import *  # noqa: F403
from community.settings.base import CONTENT_SECURITY_POLICY, DJANGO_VITE

DEBUG = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

VITE_ORIGIN = "http://localhost:5173"
DJANGO_VITE["default"] |= {"dev_mode": True, "dev_server_port": 5173}
_directives = CONTENT_SECURITY_POLICY["DIRECTIVES"]
for _name in ("script-src", "style-src", "img-src", "font-src", "connect-src"):
    _directives[_name] = [*_directives[_name], VITE_ORIGIN]
_directives["style-src"] += ["'unsafe-inline'"]  # Vite adds its style tags by script
_directives["connect-src"] += ["ws://localhost:5173"]
