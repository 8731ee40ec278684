"""The forms by which editors bring in pictures and documents."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from community.confidentiality.guard import IdentifierFound, refuse_identifiers


class GuardedUpload:
    """No identity number in what is said of a file, nor in its name: that becomes its address."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()  # type: ignore[misc]
        file = cleaned.get("file")
        texts = {
            "title": cleaned.get("title") or "",
            "description": cleaned.get("description") or "",
            "tags": ", ".join(cleaned.get("tags") or ()),
            "file": getattr(file, "name", "") or "",
        }
        try:
            refuse_identifiers(**texts)
        except IdentifierFound as error:
            self.add_error(None, error)  # type: ignore[attr-defined]
        return cleaned


class ImageForm(GuardedUpload, BaseImageForm):
    pass


class DocumentForm(GuardedUpload, BaseDocumentForm):
    pass
