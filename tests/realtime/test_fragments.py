"""A row is rendered once for each language and audience, and never shows what was taken away."""

import pytest

from community.members.actions.profile import update_profile
from forums.events import post_row
from forums.models import Post
from realtime.fragments import purge_rows, render_rows
from tests.factories import make_member, make_post, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    kari = make_member("Kari Nymoen")
    return make_post(kari, make_topic(kari), "Første utgave")


def html_of(post: Post, language: str = "nb") -> str:
    return render_rows(post_row, [post], language=language, audience="member")[post.pk]


def test_an_unchanged_row_is_not_rendered_again(post):
    first = html_of(post)
    post.html = "<p>Endret uten ny revisjon</p>"
    assert html_of(post) == first


def test_a_new_revision_shows_at_once(post):
    html_of(post)
    post.html, post.revision = "<p>Andre utgave</p>", 2
    assert "Andre utgave" in html_of(post)


def test_languages_do_not_mix(post):
    assert html_of(post, "nb") != html_of(post, "en")


def test_a_purge_forgets_every_form_of_the_row(post):
    for language in ("nb", "nn", "da", "en"):
        html_of(post, language)
    purge_rows(post_row, [post.pk])
    post.html = "<p>Etter sletting</p>"
    assert all("Etter sletting" in html_of(post, language) for language in ("nb", "en"))


def test_a_name_is_text_and_never_markup(post):
    post.author.name, post.revision = "<script>alert(1)</script>", 2
    assert "<script>" not in html_of(post)
    assert "&lt;script&gt;" in html_of(post)


def test_a_new_name_shows_in_what_was_written_before(post):
    html_of(post)
    member = post.author
    update_profile(
        actor=member, name="Kari Berg", title="", workplace="", color_scheme=member.color_scheme
    )
    assert "Kari Berg" in html_of(Post.objects.select_related("author").get(pk=post.pk))
