import pytest

from tests.answers import bare
from tests.factories import join, make_board, make_member, make_network, make_unconfirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def network(kari):
    network = make_network("Palliasjon", members=(kari,))
    make_board(network, "Kasus og metode")
    return network


def test_a_member_finds_the_network_and_its_boards(client, kari, network):
    client.force_login(kari)
    assert "Palliasjon" in client.get("/nettverk/").content.decode()
    page = client.get("/nettverk/palliasjon/").content.decode()
    assert "Kasus og metode" in page
    assert "Kari Nymoen" in page


def test_an_outsider_gets_the_404_of_a_network_that_does_not_exist(client, network):
    outsider = make_member("Nora Vik")
    client.force_login(outsider)
    there, missing = client.get("/nettverk/palliasjon/"), client.get("/nettverk/finnes-ikke/")
    assert there.status_code == missing.status_code == 404
    assert bare(there) == bare(missing)
    assert "Palliasjon" not in client.get("/nettverk/").content.decode()


@pytest.mark.parametrize(
    "address", ["/nettverk/", "/nettverk/palliasjon/", "/nettverk/finnes-ikke/"]
)
def test_who_has_not_signed_in_is_led_there_whatever_exists(client, network, address):
    answer = client.get(address)
    assert (answer.status_code, answer.url) == (302, f"/konto/login/?next={address}")


def test_an_unconfirmed_member_is_told_what_they_wait_for(client, network):
    client.force_login(make_unconfirmed())
    assert "venter på bekreftelse" in client.get("/nettverk/").content.decode()
    assert client.get("/nettverk/palliasjon/").status_code == 404


@pytest.mark.parametrize("members", [3, 30])
def test_the_page_costs_the_same_however_many_members(
    client, kari, network, members, django_assert_num_queries
):
    for number in range(members):
        join(network, make_member(f"Medlem {number}"))
    client.force_login(kari)
    client.get("/nettverk/palliasjon/")
    with django_assert_num_queries(5):  # session, member, network, members, boards
        client.get("/nettverk/palliasjon/")
