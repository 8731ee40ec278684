import pytest

from community.networks.models import Membership
from tests.factories import join, make_administrator, make_guest, make_member, make_network

pytestmark = pytest.mark.django_db
LIST = "/admin/networks/network/"


@pytest.fixture
def ada(client):
    ada = make_administrator()
    client.force_login(ada)
    return ada


def test_administrators_see_the_networks_whose_members_they_may_know(client, ada):
    for access in ("open", "restricted", "private", "confidential"):
        network = make_network(f"Nettverk {access}", access, members=(make_member("Åse Aamodt"),))
    page = client.get(LIST).content.decode()
    assert "Nettverk open" in page
    assert "Nettverk restricted" in page
    assert "Nettverk private" not in page
    assert "Nettverk confidential" not in page
    join(network, ada)
    assert "Nettverk confidential" in client.get(LIST).content.decode()
    assert "Åse Aamodt" in client.get(f"{LIST}{network.pk}/change/").content.decode()


def test_members_whom_they_do_not_meet_elsewhere_are_not_named_there(client, ada):
    network = make_network("Åpent", "open", members=(make_member("Kari Nymoen"),))
    join(network, make_guest("Per Pårørende"))
    join(network, make_member("Åse Aamodt", is_listed=False))
    address = f"{LIST}{network.pk}/change/"
    page = client.get(address).content.decode()
    assert "Kari Nymoen" in page
    assert "Per Pårørende" not in page
    assert "Åse Aamodt" not in page
    join(network, ada)
    assert "Per Pårørende" in client.get(address).content.decode()


def test_a_closed_network_answers_like_one_that_does_not_exist(client, ada):
    network = make_network()
    answers = [client.get(f"{LIST}{pk}/change/", follow=True) for pk in (network.pk, 999_999)]
    assert [answer.redirect_chain for answer in answers] == [[("/admin/", 302)]] * 2
    assert "Palliasjon" not in answers[0].content.decode()


def test_nothing_is_changed_there(client, ada):
    network = make_network(members=(ada,))
    membership = Membership.objects.get()
    page = client.get(f"{LIST}{network.pk}/change/").content.decode()
    assert 'name="_save"' not in page
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{network.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{LIST}{network.pk}/change/", {"name": "Mitt"}).status_code == 403
    network.refresh_from_db()
    assert (network.name, list(network.memberships.all())) == ("Palliasjon", [membership])


@pytest.mark.parametrize("model", ["joinrequest", "contactmessage", "membership"])
def test_what_people_write_to_a_network_is_not_in_the_administration(client, ada, model):
    assert client.get(LIST).status_code == 200
    assert client.get(f"/admin/networks/{model}/").status_code == 404


def test_a_networks_page_there_leads_to_the_network_and_says_what_its_columns_are(client, ada):
    network = make_network(members=(ada,))
    page = client.get(f"{LIST}{network.pk}/change/").content.decode()
    assert f'href="{network.get_absolute_url()}" class="viewsitelink"' in page
    assert "Medlem" in page
    assert "Med siden" in page
    assert "Joined" not in page
