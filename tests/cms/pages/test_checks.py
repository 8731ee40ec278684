import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from cms.pages.models import ArticlePage
from tests.cms.pages.trees import make_article

pytestmark = pytest.mark.django_db


def take_address(slug: str) -> None:
    """As an old page that lay there before the address became ours."""
    page = make_article("Gammel side")
    ArticlePage.objects.filter(pk=page.pk).update(slug=slug)


def test_a_page_at_an_address_of_ours_stops_the_start() -> None:
    call_command("check", databases=["default"])
    take_address("velg-omrade")

    with pytest.raises(SystemCheckError, match=r"pages\.E001"):
        call_command("check", databases=["default"])
