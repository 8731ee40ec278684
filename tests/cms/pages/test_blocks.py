import pytest
from django.core.exceptions import ValidationError
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms.pages.blocks import BODY, LinkBlock, PictureBlock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("address", "is_fine"), [("https://www.helsenorge.no", True), ("", False)])
def test_a_link_leads_somewhere(address: str, is_fine: bool) -> None:
    block = LinkBlock()
    value = block.to_python({"text": "Les mer", "page": None, "address": address})

    if is_fine:
        assert block.clean(value)["address"] == address
    else:
        with pytest.raises(ValidationError):
            block.clean(value)


@pytest.mark.parametrize(
    ("alt_text", "decorative", "is_fine"),
    [("Et tun", False, True), ("", True, True), ("", False, False)],
)
def test_a_picture_has_words_unless_it_is_decoration(
    alt_text: str, decorative: bool, is_fine: bool
) -> None:
    picture = get_image_model().objects.create(title="Tunet", file=get_test_image_file())
    block = PictureBlock()
    value = block.to_python(
        {
            "picture": {"image": picture.pk, "decorative": decorative, "alt_text": alt_text},
            "caption": "",
            "credit": "Kari Nymoen",
        }
    )

    if is_fine:
        assert block.clean(value)
    else:
        with pytest.raises(ValidationError):
            block.clean(value)


def test_rich_text_has_few_features() -> None:
    features = dict(BODY)["paragraph"].features

    assert features == ["bold", "italic", "link", "ol", "ul"]
