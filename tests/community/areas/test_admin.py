import pytest
from django.test import Client
from django.urls import reverse

from community.areas.models import Area
from tests.community.areas.conftest import ByAddress
from tests.factories import make_administrator, make_member

LIST = "/admin/areas/area/"


@pytest.fixture
def administrator(client: Client, db: None) -> Client:
    client.force_login(make_administrator())
    return client


def address(area: Area) -> str:
    return reverse("admin:areas_area_change", args=[area.pk])


def test_areas_are_found_by_folded_letters(administrator: Client, all_areas: ByAddress) -> None:
    page = administrator.get(LIST, {"q": "Kárášjohka"}).content.decode()

    assert "Karasjok" in page
    assert "Kautokeino" not in page


def test_an_administrator_says_who_takes_part_and_nothing_else(
    administrator: Client, all_areas: ByAddress
) -> None:
    agder = all_areas("agder")

    administrator.post(address(agder), {"takes_part": "on", "name": "Sørlandet", "slug": "x"})

    agder.refresh_from_db()
    assert agder.takes_part
    assert (agder.name, agder.slug) == ("Helsefellesskapet Agder", "agder")


def test_areas_are_neither_added_nor_deleted_there(
    administrator: Client, all_areas: ByAddress
) -> None:
    assert administrator.get(f"{LIST}add/").status_code == 403
    delete = reverse("admin:areas_area_delete", args=[all_areas("hamar").pk])
    assert administrator.post(delete, {"post": "yes"}).status_code == 403
    assert all_areas("hamar")


def test_counties_are_only_read(administrator: Client, all_areas: ByAddress) -> None:
    assert "Innlandet" in administrator.get("/admin/areas/county/").content.decode()
    assert administrator.get("/admin/areas/county/add/").status_code == 403


def test_staff_without_rights_sees_nothing(client: Client, all_areas: ByAddress) -> None:
    client.force_login(make_member(is_staff=True))

    assert client.get(address(all_areas("agder"))).status_code == 403


def test_view_on_site_leads_to_the_areas_page(administrator: Client, all_areas: ByAddress) -> None:
    page = administrator.get(address(all_areas("agder"))).content.decode()

    assert 'href="/omrade/agder/" class="viewsitelink"' in page
