"""Changing and deleting a post, without JavaScript."""

import re

import pytest

from forums.models import Post
from tests.answers import bare
from tests.factories import join, make_member, make_post, make_topic
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def post(kari):
    return make_post(kari, make_topic(kari), "**Slik** gjør vi det.\n\n- hver uke")


def value_of(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]+)"', page)[1]


def test_the_author_changes_it_in_the_plain_box(client, kari, post):
    client.force_login(kari)
    page = client.get(f"/innlegg/{post.pk}/rediger/").content.decode()
    assert "**Slik** gjør vi det.\n\n- hver uke</textarea>" in page
    form = {"text": "*Slik* da.", "revision": value_of(page, "revision")}
    answer = client.post(f"/innlegg/{post.pk}/rediger/", form)
    assert answer.url == post.get_absolute_url()
    page = client.get(answer.url).content.decode()
    assert "<em>Slik</em> da." in page
    assert "Endret" in page


def test_the_editor_changes_it_and_is_told_where_it_stands(client, kari, post):
    client.force_login(kari)
    assert client.get(f"/innlegg/{post.pk}/rediger/").context["html"] == post.html
    form = {"text": "<p>Nytt</p>", "format": "html", "revision": post.revision}
    headers = {"Accept": "application/json"}
    answer = client.post(f"/innlegg/{post.pk}/rediger/", form, headers=headers)
    assert (answer.status_code, answer.json()) == (200, {"address": post.get_absolute_url()})


def test_the_second_of_two_editors_sees_both_texts_and_decides(client, kari, post):
    client.force_login(kari)
    address = f"/innlegg/{post.pk}/rediger/"
    client.post(address, {"text": "Fra det ene vinduet", "revision": post.revision})
    second = {"text": "Fra det andre vinduet", "revision": post.revision}
    answer = client.post(address, second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Fra det ene vinduet" in page
    assert "Fra det andre vinduet" in page
    assert Post.objects.get(pk=post.pk).html == "<p>Fra det ene vinduet</p>"
    client.post(address, second | {"revision": value_of(page, "revision")})
    assert Post.objects.get(pk=post.pk).html == "<p>Fra det andre vinduet</p>"


@pytest.mark.parametrize("text", ["", " ", f"Saken til {SYNTHETIC_NUMBER}", "x" * 20_001])
def test_what_cannot_be_stored_is_refused_and_kept(client, kari, post, text):
    client.force_login(kari)
    form = {"text": text, "revision": post.revision}
    answer = client.post(f"/innlegg/{post.pk}/rediger/", form)
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert Post.objects.get(pk=post.pk).html == post.html


@pytest.mark.parametrize("revision", ["", "x", "0", "-1"])
def test_a_form_without_its_revision_is_refused(client, kari, post, revision):
    client.force_login(kari)
    form = {"text": "Nytt", "revision": revision}
    answer = client.post(f"/innlegg/{post.pk}/rediger/", form)
    assert answer.status_code == 422
    assert "Siden er for gammel" in answer.content.decode()


def test_deleting_asks_first_and_leaves_a_mark(client, kari, post):
    client.force_login(kari)
    assert client.get(f"/innlegg/{post.pk}/slett/").status_code == 200
    assert Post.objects.get(pk=post.pk).html
    for _press in range(2):
        answer = client.post(f"/innlegg/{post.pk}/slett/")
        assert answer.url == post.get_absolute_url()
    page = client.get(answer.url).content.decode()
    assert "gjør vi det" not in page
    assert "Slettet av forfatteren" in page


def test_the_first_post_offers_to_remove_the_topic_instead(client, kari, post):
    first = post.topic.posts.order_by("pk").first()
    client.force_login(kari)
    for ask in (client.get, client.post):
        answer = ask(f"/innlegg/{first.pk}/slett/")
        assert answer.context["is_first"]
        assert f"/trad/{post.topic_id}/slett/" in answer.content.decode()
    assert Post.objects.get(pk=first.pk).html


@pytest.mark.parametrize("address", ["/innlegg/{}/rediger/", "/innlegg/{}/slett/"])
def test_what_others_wrote_is_a_missing_page(client, post, address):
    place, nowhere = address.format(post.pk), address.format(99999)
    for each in (place, nowhere):
        assert client.get(each).url == f"/konto/login/?next={each}"
    jonas = make_member("Jonas Hegge")
    join(post.topic.board.network, jonas)
    for reader in (jonas, make_member("Nora Vik")):
        client.force_login(reader)
        for ask in (client.get, client.post):
            there, missing = ask(place), ask(nowhere)
            assert there.status_code == missing.status_code == 404
            assert bare(there) == bare(missing)
    assert Post.objects.get(pk=post.pk).html == post.html
