import pytest

from forums.queries.posts import PAGE, first_unread, is_first, page_of_posts, posts_of_topic
from tests.factories import join, make_member, make_post, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def posts(kari):
    """One page and five more."""
    topic = make_topic(kari)
    return [topic.posts.get(), *[make_post(kari, topic, f"Svar {n}") for n in range(PAGE + 4)]]


def ids(posts) -> list[int]:
    return [post.pk for post in posts]


def test_a_reader_meets_the_newest_and_can_go_back(posts):
    topic = posts[0].topic_id
    latest = page_of_posts(topic)
    assert (latest.posts, latest.earlier, latest.later) == (posts[-PAGE:], 5, 0)
    earlier = page_of_posts(topic, before=latest.first)
    assert (earlier.posts, earlier.earlier, earlier.later) == (posts[:5], 0, PAGE)
    assert latest.is_latest
    assert not earlier.is_latest


def test_a_reader_can_go_on_from_a_post(posts):
    topic = posts[0].topic_id
    page = page_of_posts(topic, after=posts[1].pk)
    assert (page.posts, page.earlier, page.later) == (posts[2 : PAGE + 2], 2, 3)
    rest = page_of_posts(topic, after=page.last)
    assert (rest.posts, rest.is_latest) == (posts[-PAGE:], True)  # the last page, whole


def test_a_page_knows_how_much_unseen_stands_before_it(posts):
    topic = posts[0].topic_id
    assert page_of_posts(topic).unseen_before == 0
    assert page_of_posts(topic, mark=posts[1].pk).unseen_before == 3
    assert page_of_posts(topic, mark=posts[5].pk).unseen_before == 0
    assert page_of_posts(topic, mark=posts[1].pk, after=posts[1].pk).unseen_before == 0


def test_a_short_topic_is_one_page():
    topic = make_topic(make_member())
    page = page_of_posts(topic.pk)
    assert (len(page.posts), page.earlier, page.later) == (1, 0, 0)


def test_posts_of_other_topics_are_never_shown(kari, posts):
    other = make_topic(kari)
    page = page_of_posts(posts[0].topic_id, after=posts[-1].pk)
    assert ids(page.posts) == ids(posts[-PAGE:])
    assert ids(page_of_posts(other.pk, before=posts[3].pk).posts) == ids(other.posts.all())


def test_news_is_what_others_wrote_and_what_still_stands(kari):
    topic, jonas = make_topic(kari), make_member("Jonas Hegge")
    join(topic.board.network, jonas)
    mark = topic.posts.get().pk
    mine, _gone, theirs = make_post(kari, topic), make_post(jonas, topic), make_post(jonas, topic)
    topic.posts.filter(pk=_gone.pk).update(deleted_at=theirs.created)
    shown = list(posts_of_topic(topic.pk))
    assert first_unread(shown, kari, mark) == theirs
    assert first_unread(shown, jonas, mark) == mine
    assert first_unread(shown, kari, theirs.pk) is None


def test_a_topic_has_one_first_post(posts):
    assert [is_first(post) for post in posts[:2]] == [True, False]
