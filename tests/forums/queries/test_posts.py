import pytest

from forums.queries.posts import PAGE, page_of_posts
from tests.factories import make_member, make_post, make_topic

pytestmark = pytest.mark.django_db


def test_a_reader_meets_the_newest_and_can_go_back():
    kari = make_member("Kari Nymoen")
    topic = make_topic(kari)
    posts = [topic.posts.get(), *[make_post(kari, topic, f"Svar {n}") for n in range(PAGE + 4)]]

    latest = page_of_posts(topic)
    assert (latest.posts, latest.earlier, latest.is_latest) == (posts[-PAGE:], 5, True)

    earlier = page_of_posts(topic, before=latest.posts[0].pk)
    assert (earlier.posts, earlier.earlier, earlier.is_latest) == (posts[:5], 0, False)


def test_a_short_topic_is_one_page():
    topic = make_topic(make_member())
    page = page_of_posts(topic)
    assert (len(page.posts), page.earlier) == (1, 0)
