"""What `migrate` leaves behind: four languages, one front page, one site."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, Site

from cms.pages.models import HomePage
from cms.pages.signals import finish_front_page
from tests.cms.pages.trees import home
from tests.factories import make_administrator

pytestmark = pytest.mark.django_db


def test_all_languages_are_there_and_bokmal_is_the_first() -> None:
    languages = set(Locale.objects.values_list("language_code", flat=True))

    assert languages == {code for code, _name in settings.LANGUAGES}
    assert Locale.get_default().language_code == "nb"


def test_our_front_page_stands_in_the_place_of_the_welcome_page() -> None:
    assert list(Page.objects.filter(depth=2)) == [home().page_ptr]
    site = Site.objects.get()
    assert (site.hostname, site.site_name) == ("localhost", "Samtun")
    assert site.root_page == home().page_ptr
    assert site.is_default_site
    assert Page.objects.get(depth=1).numchild == 1
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_front_page_can_be_edited(client: Client) -> None:
    assert home().latest_revision is not None
    client.force_login(make_administrator())

    assert client.get(reverse("wagtailadmin_pages:edit", args=[home().pk])).status_code == 200


def test_a_front_page_without_a_revision_gets_one() -> None:
    HomePage.objects.update(latest_revision=None, live_revision=None)

    from django.apps import apps

    finish_front_page(apps=apps)

    assert home().latest_revision is not None


def test_wagtails_groups_for_central_editors_are_kept() -> None:
    assert Group.objects.filter(name__in=["Editors", "Moderators"]).count() == 2
