import pytest
from bs4 import BeautifulSoup

from community.members.models import Member
from community.networks.models import Membership, Network
from tests.answers import bare
from tests.factories import join, make_guest, make_member, make_network, make_unconfirmed

pytestmark = pytest.mark.django_db

PAGE = "/nettverk/palliasjon/"
MEMBERS = f"{PAGE}medlemmer/"
Role = Membership.Role


@pytest.fixture
def kari():
    return make_member("Kari Nymoen", title="Sosionom", workplace="Hamar kommune")


@pytest.fixture
def berit():
    return make_member("Berit Aas")


@pytest.fixture
def network(kari, berit):
    network = make_network("Palliasjon", Network.Access.PRIVATE, members=(kari,))
    join(network, berit, Role.COORDINATOR)
    return network


def rows(client, address=MEMBERS) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    return [" ".join(each.get_text(" ").split()) for each in soup.select(".member-row")]


# --- The list ----------------------------------------------------------------------------------


def test_a_member_reads_who_is_in_and_as_what(client, kari, network):
    join(network, make_guest("Per Pårørende"))
    client.force_login(kari)
    first, second, third = rows(client)
    assert "Berit Aas" in first
    assert "Koordinator" in first
    assert "Sosionom, Hamar kommune" in second
    assert "Med siden" in second
    assert "Gjest" in third
    assert not any("Endre" in each for each in (first, second, third))


def test_a_search_finds_by_name_title_and_workplace(client, kari, network):
    client.force_login(kari)
    for typed in ("nymoen", "sosionom", "hamar"):
        assert [row.split()[1] for row in rows(client, f"{MEMBERS}?q={typed}")] == ["Kari"]
    empty = client.get(f"{MEMBERS}?q=finnes-ikke").content.decode()
    assert "Vi lette etter «finnes-ikke»" in empty
    assert f'href="{MEMBERS}"' in empty


def test_a_long_list_has_pages(client, kari, network):
    people = [
        Member(email=f"m{n}@example.org", name=f"Medlem {n:02}", standing="confirmed")
        for n in range(50)
    ]
    for each in people:
        each.save()
    Membership.objects.bulk_create([Membership(network=network, member=m) for m in people])
    client.force_login(kari)
    assert len(rows(client)) == 50
    assert len(rows(client, f"{MEMBERS}?side=2")) == 2


@pytest.mark.parametrize(
    ("access", "who", "status"),
    [
        ("restricted", make_member, 200),
        ("open", make_member, 200),
        ("open", make_guest, 404),
        ("private", make_member, 404),
        ("confidential", make_member, 404),
    ],
)
def test_the_list_is_for_those_who_may_know_the_members(client, network, access, who, status):
    Network.objects.update(access=access)
    client.force_login(who())
    there, missing = client.get(MEMBERS), client.get("/nettverk/finnes-ikke/medlemmer/")
    assert there.status_code == status
    assert (bare(there) == bare(missing)) == (status == 404)
    client.logout()
    assert client.get(MEMBERS).url == f"/konto/login/?next={MEMBERS}"


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_costs_the_same_however_long(
    client, berit, network, number, django_assert_num_queries
):
    for each in range(number):
        join(network, make_member(f"Medlem {each}"))
    client.force_login(berit)
    client.get(MEMBERS)
    # session, member, network, its areas, number, members, closed accounts
    with django_assert_num_queries(7):
        client.get(MEMBERS)


def test_a_coordinator_meets_closed_accounts_and_ends_their_membership(
    client, berit, kari, network
):
    nora = make_member("Nora Vik")
    join(network, nora)
    Member.objects.filter(pk=kari.pk).update(is_active=False)
    client.force_login(nora)
    assert "Kari Nymoen" not in client.get(MEMBERS).content.decode()
    client.force_login(berit)
    address = f"{MEMBERS}{kari.pk}/ta-ut/"
    assert address in client.get(MEMBERS).content.decode()
    assert "Kari Nymoen er ikke lenger med" in client.post(address, follow=True).content.decode()
    assert not network.memberships.filter(member=kari).exists()


# --- Roles and ends ----------------------------------------------------------------------------


def test_a_coordinator_gives_a_role(client, berit, kari, network):
    client.force_login(berit)
    assert "Endre" in rows(client)[0]
    address = f"{MEMBERS}{kari.pk}/"
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert page.select_one("[name=role][checked]")["value"] == "member"
    assert "ta bort det andre har skrevet" in page.get_text()
    answer = client.post(address, {"role": "moderator"}, follow=True)
    assert answer.redirect_chain == [(MEMBERS, 302)]
    assert "Rollen er lagret" in answer.content.decode()
    assert network.memberships.get(member=kari).role == "moderator"


def test_a_coordinator_takes_in_somebody_from_the_list_of_members(client, berit, network):
    nora = make_member("Nora Vik")
    client.force_login(berit)
    assert client.get(f"{MEMBERS}{nora.pk}/ta-ut/").status_code == 404
    address = f"{MEMBERS}{nora.pk}/"
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert page.select_one("[name=role][checked]")["value"] == "member"
    assert not page.select(f"[href='{address}ta-ut/']")
    assert not network.memberships.filter(member=nora).exists()
    answer = client.post(address, {"role": "editor"}, follow=True)
    assert answer.redirect_chain == [(MEMBERS, 302)]
    assert "Nora Vik er tatt inn" in answer.content.decode()
    assert network.memberships.get(member=nora).role == "editor"


def test_who_wants_to_take_themselves_out_is_led_to_leaving(client, berit, kari, network):
    join(network, kari, Role.COORDINATOR)
    client.force_login(berit)
    answer = client.post(f"{MEMBERS}{berit.pk}/ta-ut/", follow=True)
    assert answer.redirect_chain == [(f"{PAGE}forlat/", 302)]
    assert network.memberships.filter(member=berit).exists()


@pytest.mark.parametrize("role", ["", "king"])
def test_an_unknown_role_is_refused(client, berit, kari, network, role):
    client.force_login(berit)
    assert client.post(f"{MEMBERS}{kari.pk}/", {"role": role}).status_code == 422
    assert network.memberships.get(member=kari).role == "member"


def test_the_last_coordinator_keeps_the_role_and_is_told_why(client, berit, network):
    client.force_login(berit)
    for address, form in [
        (f"{MEMBERS}{berit.pk}/", {"role": "member"}),
        (f"{PAGE}forlat/", {}),
    ]:
        answer = client.post(address, form)
        assert answer.status_code == 422
        assert "trenger en koordinator" in answer.content.decode()
    assert network.memberships.get(member=berit).role == "coordinator"


def test_taking_somebody_out_asks_first(client, berit, kari, network):
    client.force_login(berit)
    address = f"{MEMBERS}{kari.pk}/ta-ut/"
    assert "Ta Kari Nymoen ut av nettverket?" in client.get(address).content.decode()
    assert network.memberships.filter(member=kari).exists()
    answer = client.post(address, follow=True)
    assert "Kari Nymoen er ikke lenger med" in answer.content.decode()
    assert not network.memberships.filter(member=kari).exists()


@pytest.mark.parametrize("leaf", ["", "ta-ut/"])
def test_roles_are_for_coordinators_and_for_members_alone(client, berit, kari, network, leaf):
    unlisted = make_member("Nora Vik", is_listed=False)
    client.force_login(berit)
    assert client.get(f"{MEMBERS}{kari.pk}/{leaf}").status_code == 200
    missing = (999999, 10**17)
    for number in (make_unconfirmed().pk, make_guest().pk, unlisted.pk, *missing):
        assert client.post(f"{MEMBERS}{number}/{leaf}", {"role": "editor"}).status_code == 404
    client.force_login(kari)
    there = client.post(f"{MEMBERS}{berit.pk}/{leaf}", {"role": "member"})
    missing = client.post(f"{MEMBERS}999999/{leaf}", {"role": "member"})
    assert there.status_code == missing.status_code == 404
    assert bare(there) == bare(missing)
    assert network.memberships.get(member=berit).role == "coordinator"


@pytest.mark.parametrize(
    ("access", "said"),
    [
        ("open", "ikke skrive her lenger"),
        ("private", "ikke lese her lenger"),
        ("confidential", "finner du ikke nettverket igjen"),
    ],
)
def test_a_member_leaves_after_being_told_what_that_means(client, kari, network, access, said):
    Network.objects.update(access=access)
    client.force_login(kari)
    assert said in client.get(f"{PAGE}forlat/").content.decode()
    assert network.memberships.filter(member=kari).exists()
    answer = client.post(f"{PAGE}forlat/", follow=True)
    assert "Du er ikke lenger med i Palliasjon" in answer.content.decode()
    assert not network.memberships.filter(member=kari).exists()
    assert client.post(f"{PAGE}forlat/").status_code == 404
