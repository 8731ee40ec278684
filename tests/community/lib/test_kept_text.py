"""Whoever writes keeps the text: what all forms of ours have in common."""

import pytest

from tests.answers import bare
from tests.factories import make_member, make_network

pytestmark = pytest.mark.django_db

FORM = {"message": "Skrevet <lenge>", "text": "Skrevet <lenge>", "background": "Skrevet <lenge>"}
PLACES = ["/nettverk/{}/bli-med/", "/nettverk/{}/kontakt/", "/nettverk/{}/rediger/"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("access", ["private", "confidential"])
def test_who_is_signed_out_gets_the_text_back_whatever_there_is(client, place, access):
    network = make_network("Palliasjon", access)
    addresses = place.format(network.slug), place.format("finnes-ikke")
    there, missing = (client.post(address, FORM) for address in addresses)
    assert there.status_code == 401
    assert "Skrevet &lt;lenge&gt;" in there.content.decode()
    assert bare(there) == bare(missing)


@pytest.mark.parametrize("place", PLACES)
def test_what_is_gone_gives_the_text_back(client, place):
    client.force_login(make_member())
    answer = client.post(place.format("finnes-ikke"), FORM)
    assert answer.status_code == 404
    assert "Skrevet &lt;lenge&gt;" in answer.content.decode()


def test_a_form_without_a_text_and_a_page_are_answered_as_ever(client):
    make_network("Palliasjon")
    address = PLACES[0].format("palliasjon")
    for answer in (client.post(address, {"message": ""}), client.get(address, FORM)):
        assert answer.url.startswith("/konto/login/")
