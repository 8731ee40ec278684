"""What editors bring in carries no national number in its name, which becomes its address."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.documents.models import Document
from wagtail.images import get_image_model
from wagtail.models import Collection

from tests.factories import make_administrator

pytestmark = pytest.mark.django_db


def root_collection() -> int:
    return Collection.get_first_root_node().pk


NUMBERED = "notat 15887810130"  # synthetic: its month is raised by 80


@pytest.mark.parametrize("title", ["Et notat", NUMBERED])
@pytest.mark.parametrize("name", ["notat", NUMBERED])
def test_no_document_is_stored_with_a_national_number_in_its_name_or_title(
    client: Client, title: str, name: str
) -> None:
    client.force_login(make_administrator())
    file = SimpleUploadedFile(f"{name}.txt", b"Tekst")
    client.post(
        "/cms/documents/add/", {"title": title, "file": file, "collection": root_collection()}
    )

    has_number = NUMBERED in (title, name)
    assert Document.objects.exists() is not has_number


def test_no_picture_is_stored_with_one_either(client: Client) -> None:
    client.force_login(make_administrator())
    for name in (f"{NUMBERED}.png", "tun.png"):
        picture = BytesIO()
        Image.new("RGB", (8, 8)).save(picture, "PNG")
        file = SimpleUploadedFile(name, picture.getvalue(), "image/png")
        fields = {
            "title": name,
            "file": file,
            "collection": root_collection(),
            "description": "Et tun",
        }
        client.post("/cms/images/add/", fields)

    assert list(get_image_model().objects.values_list("title", flat=True)) == ["tun.png"]
