"""Static files of production: hashed and compressed, except those that Vite has hashed already."""

from typing import Any

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """A second hash would give one module two addresses, and it would then run twice."""

    def file_hash(self, name: str | None, content: Any = None) -> str | None:
        if name and name.startswith("assets/") and settings.VITE_FILE.match(name):
            return None
        return super().file_hash(name, content)
