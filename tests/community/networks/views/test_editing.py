import pytest
from bs4 import BeautifulSoup

from community.networks.actions.networks import update_network
from community.networks.models import Membership, Network
from tests.answers import bare
from tests.community.confidentiality.numbers import norwegian
from tests.factories import (
    join,
    make_administrator,
    make_area,
    make_member,
    make_network,
)

pytestmark = pytest.mark.django_db

PAGE = "/nettverk/palliasjon/"
EDIT = f"{PAGE}rediger/"
NEW = "/nettverk/nytt/"
NUMBER = norwegian("150184")
Access = Network.Access


@pytest.fixture
def berit():
    return make_member("Berit Aas")


@pytest.fixture
def network(berit):
    network = make_network("Palliasjon", Access.PRIVATE)
    join(network, berit, Membership.Role.COORDINATOR)
    return network


def typed(**changes):
    form = {
        "name": "Palliasjon",
        "kind": "competence",
        "access": "private",
        "definition": "Vi som lindrer.",
        "background": "Startet i 2013.",
        "target_group": "Sosionomer.",
        "welcome": "Ta med en kollega.",
    }
    return form | changes


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


def test_the_form_shows_what_is_and_keeps_what_is_typed(client, berit, network):
    innlandet = make_area("Innlandet", "country")
    client.force_login(berit)
    form = typed(contact=berit.pk, areas=[innlandet.pk], kind="project", access="confidential")
    answer = client.post(EDIT, form, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Endringene er lagret" in answer.content.decode()
    page = soup(client.get(EDIT))
    assert page.select_one("[name=name]")["value"] == "Palliasjon"
    assert page.select_one("[name=kind] [selected]")["value"] == "project"
    assert page.select_one("[name=access][checked]")["value"] == "confidential"
    assert page.select_one("[name=contact] [selected]").get_text() == "Berit Aas"
    assert page.select_one("[name=areas][checked]")["value"] == str(innlandet.pk)
    for name in ("definition", "background", "target_group", "welcome"):
        assert page.select_one(f"[name={name}]").get_text().strip() == typed()[name]


def test_each_access_level_says_what_it_means(client, berit, network):
    client.force_login(berit)
    page = soup(client.get(EDIT))
    for choice in page.select("[name=access]"):
        assert page.find(id=choice["aria-describedby"]).get_text()


@pytest.mark.parametrize(
    ("was", "chosen", "must_tick"),
    [
        ("private", "open", True),
        ("private", "restricted", True),
        ("restricted", "open", True),
        ("confidential", "private", True),
        ("private", "private", False),
        ("private", "confidential", False),
        ("open", "private", False),
    ],
)
def test_opening_a_network_for_more_readers_needs_a_tick(
    client, berit, network, was, chosen, must_tick
):
    Network.objects.update(access=was)
    client.force_login(berit)
    page = soup(client.get(EDIT))
    assert not page.select("[name=may_open]")
    said = page.select_one(f"#{page.select_one(f'[value={chosen}]')['aria-describedby']}")
    assert bool(said.select(".choice__change")) == (was != chosen)
    answer = client.post(EDIT, typed(access=chosen))
    network.refresh_from_db()
    if not must_tick:
        assert (answer.status_code, network.access) == (302, chosen)
        return
    assert (answer.status_code, network.access) == (422, was)
    assert soup(answer).select_one("[name=may_open]")
    assert (
        said.select_one(".choice__change").get_text()
        in soup(answer).select_one(".message--warning").get_text()
    )
    assert soup(answer).select_one("[name=access][checked]")["value"] == chosen
    assert client.post(EDIT, typed(access=chosen, may_open="on")).status_code == 302
    network.refresh_from_db()
    assert network.access == chosen


def opened(client):
    """What the form sends along of what it began with."""
    return soup(client.get(EDIT)).select_one("[name=seen]")["value"]


def test_of_two_who_write_at_once_the_second_sees_both_texts(client, berit, network):
    client.force_login(berit)
    seen = opened(client)
    assert client.post(EDIT, typed(seen=seen, background="Den enes.")).status_code == 302
    answer = client.post(EDIT, typed(seen=seen, background="Den andres."))
    assert answer.status_code == 422
    page = soup(answer)
    assert "Noen andre har endret dette" in page.select_one("#id_background_error").get_text()
    assert page.select_one("[name=background]").get_text().strip() == "Den andres."
    assert "Den enes." in page.select_one(".other-text").get_text()
    network.refresh_from_db()
    assert network.background == "Den enes."
    again = page.select_one("[name=seen]")["value"]
    assert client.post(EDIT, typed(seen=again, background="Begges.")).status_code == 302
    network.refresh_from_db()
    assert network.background == "Begges."


def test_what_only_one_of_two_changed_is_kept(client, berit, network):
    kari, innlandet = make_member("Kari Nymoen"), make_area("Innlandet", "country")
    join(network, kari)
    client.force_login(berit)
    client.post(EDIT, typed())
    seen = opened(client)
    theirs = {"background": "Den enes.", "contact": kari.pk, "areas": [innlandet.pk]}
    assert client.post(EDIT, typed(seen=seen, **theirs)).status_code == 302
    answer = client.post(EDIT, typed(seen=seen, welcome="Den andres."), follow=True)
    said = "Det noen andre har endret mens du skrev, er beholdt: Bakgrunn, Kontaktperson, Områder."
    assert said in answer.content.decode()
    network.refresh_from_db()
    assert (network.background, network.welcome) == ("Den enes.", "Den andres.")
    assert (network.contact, [*network.areas.all()]) == (kari, [innlandet])


def test_what_was_kept_stands_in_a_form_that_comes_back(client, berit, network):
    client.force_login(berit)
    client.post(EDIT, typed())
    seen = opened(client)
    client.post(EDIT, typed(seen=seen, background="Den enes.", access="open", may_open="on"))
    page = soup(client.post(EDIT, typed(seen=seen, name="")))
    assert page.select_one("[name=background]").get_text().strip() == "Den enes."
    assert page.select_one("[name=access][checked]")["value"] == "open"
    assert "Bakgrunn" in page.select_one("form .message--info").get_text()
    assert not page.select("[name=may_open]"), "it is the other who has opened it"
    seen = page.select_one("[name=seen]")["value"]
    form = typed(seen=seen, background="Den enes.", access="open")
    assert client.post(EDIT, form).status_code == 302


def test_what_is_stored_between_reading_and_storing_is_met_too(client, berit, network, monkeypatch):
    client.force_login(berit)
    seen = opened(client)

    def another_is_quicker(**things):
        monkeypatch.undo()
        other = {name: value for name, value in things.items() if name not in {"known", "actor"}}
        theirs = other | {"network": Network.objects.get(), "background": "Den enes."}
        update_network(actor=berit, **theirs)
        return update_network(**things)

    monkeypatch.setattr("community.networks.views.editing.update_network", another_is_quicker)
    answer = client.post(EDIT, typed(seen=seen, background="Den andres."))
    assert answer.status_code == 422
    assert "Den enes." in soup(answer).select_one(".other-text").get_text()


def test_a_form_that_says_nonsense_of_its_beginning_counts_as_one_that_says_nothing(
    client, berit, network
):
    client.force_login(berit)
    for nonsense in ("2024-01-01T00:00", "background", ":: :", "ukjent:1"):
        assert client.post(EDIT, typed(seen=nonsense)).status_code == 302


def test_who_was_signed_out_while_writing_gets_the_texts_back(client, network):
    answer = client.post(EDIT, typed())
    assert answer.status_code == 401
    assert "Startet i 2013." in soup(answer).textarea.get_text()


def test_the_contact_person_is_somebody_inside(client, berit, network):
    outsider = make_member("Nora Vik")
    client.force_login(berit)
    offered = [each.get_text() for each in soup(client.get(EDIT)).select("[name=contact] option")]
    assert offered == ["Koordinatorene sammen", "Berit Aas"]
    assert client.post(EDIT, typed(contact=outsider.pk)).status_code == 422


def test_a_number_is_stopped_and_everything_typed_kept(client, berit, network):
    client.force_login(berit)
    answer = client.post(EDIT, typed(background=f"Se {NUMBER}.", welcome="Ny hilsen"))
    assert answer.status_code == 422
    page = soup(answer)
    assert page.select_one("[name=background]").get_text().strip() == f"Se {NUMBER}."
    assert page.select_one("[name=welcome]").get_text().strip() == "Ny hilsen"
    assert "fødselsnummer" in page.get_text()
    network.refresh_from_db()
    assert network.welcome == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"name": "x" * 121},
        {"kind": "club"},
        {"access": "secret"},
        {"access": ""},
        {"areas": ["999999"]},
        {"areas": ["x"]},
        {"contact": "x"},
        {"definition": "x" * 301},
    ],
)
def test_what_cannot_be_is_refused(client, berit, network, wrong):
    client.force_login(berit)
    assert client.post(EDIT, typed(**wrong)).status_code == 422
    network.refresh_from_db()
    assert network.definition == ""


@pytest.mark.parametrize("role", [None, "member", "editor", "moderator"])
def test_only_coordinators_change_a_network(client, berit, network, role):
    client.force_login(berit)
    assert client.get(EDIT).status_code == 200
    member = make_member("Nora Vik")
    if role:
        join(network, member, role)
    client.force_login(member)
    missing = client.post("/nettverk/finnes-ikke/rediger/", typed())
    there = client.post(EDIT, typed())
    assert there.status_code == missing.status_code == 404
    assert bare(there) == bare(missing)
    client.logout()
    assert client.get(EDIT).url == f"/konto/login/?next={EDIT}"


def test_an_administrator_makes_a_network_and_runs_it(client):
    ada = make_administrator()
    client.force_login(ada)
    page = soup(client.get(NEW))
    assert not page.select("[name=contact], [name=may_open]")
    answer = client.post(NEW, typed(access="open"), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Du er koordinator" in answer.content.decode()
    made = Network.objects.get()
    assert (made.access, made.welcome) == ("open", "Ta med en kollega.")
    assert made.memberships.get(member=ada).role == "coordinator"


def test_a_new_network_with_a_number_in_it_is_not_made(client):
    client.force_login(make_administrator())
    answer = client.post(NEW, typed(name=f"Om {NUMBER}"))
    assert answer.status_code == 422
    assert soup(answer).select_one("[name=name]")["value"] == f"Om {NUMBER}"
    assert not Network.objects.exists()


def test_others_make_no_networks(client, berit):
    client.force_login(berit)
    assert client.post(NEW, typed()).status_code == 404
    client.logout()
    assert client.get(NEW).url == f"/konto/login/?next={NEW}"
    assert not Network.objects.exists()
