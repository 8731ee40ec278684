"""What happens in topics and on boards."""

from community.members.models import Member
from forums.actions.posts import delete_post, edit_post
from forums.actions.reading import mark_read
from forums.actions.topics import delete_topic, edit_topic
from forums.models import Board, Topic
from tests.convergence.cases import Watch, case
from tests.factories import make_board, make_member, make_network, make_post, make_topic


def two_members() -> tuple[Member, Member, Board]:
    """A reader and a writer, and a board that is theirs."""
    reader, writer = make_member("Kari Nymoen"), make_member("Jonas Hegge")
    return reader, writer, make_board(make_network(members=(reader, writer)))


# --- On a topic -----------------------------------------------------------------------------


@case
def an_answer(watch: Watch) -> None:
    reader, writer, board = two_members()
    topic = make_topic(reader, board)
    make_post(writer, topic)
    with watch(reader, topic.get_absolute_url(), f"topic:{topic.pk}"):
        make_post(writer, topic, "Slik gjør vi det hos oss.")
        make_post(reader, topic, "Takk.")


@case
def the_first_answer(watch: Watch) -> None:
    reader, writer, board = two_members()
    topic = make_topic(reader, board)
    with watch(reader, topic.get_absolute_url(), f"topic:{topic.pk}"):
        make_post(writer, topic)


@case
def an_edited_post(watch: Watch) -> None:
    reader, writer, board = two_members()
    topic = make_topic(reader, board)
    post = make_post(writer, topic)
    make_post(reader, topic)
    with watch(reader, topic.get_absolute_url(), f"topic:{topic.pk}"):
        edit_post(actor=writer, post=post, html="<p>Vi <b>mente</b> noe annet.</p>", revision=1)


@case
def a_deleted_post(watch: Watch) -> None:
    reader, writer, board = two_members()
    topic = make_topic(reader, board)
    post = make_post(writer, topic)
    make_post(reader, topic)
    with watch(reader, topic.get_absolute_url(), f"topic:{topic.pk}"):
        delete_post(actor=writer, post=post)


@case
def a_post_that_came_and_went(watch: Watch) -> None:
    reader, writer, board = two_members()
    topic = make_topic(reader, board)
    with watch(reader, topic.get_absolute_url(), f"topic:{topic.pk}"):
        delete_post(actor=writer, post=make_post(writer, topic))


# --- On a board -----------------------------------------------------------------------------


@case
def a_new_topic(watch: Watch) -> None:
    reader, writer, board = two_members()
    make_topic(reader, board)
    with watch(reader, board.get_absolute_url(), f"board:{board.pk}"):
        make_topic(writer, board, title="Hva gjør dere i ferien?")


@case
def the_first_topic(watch: Watch) -> None:
    reader, writer, board = two_members()
    with watch(reader, board.get_absolute_url(), f"board:{board.pk}"):
        make_topic(writer, board)


@case
def an_answer_that_moves_a_topic_up(watch: Watch) -> None:
    reader, writer, board = two_members()
    older = make_topic(reader, board)
    make_topic(reader, board, title="Hva gjør dere i ferien?")
    with watch(reader, board.get_absolute_url(), f"board:{board.pk}"):
        make_post(writer, older)


@case
def an_answer_of_the_readers_own(watch: Watch) -> None:
    reader, writer, board = two_members()
    topic = make_topic(writer, board)
    with watch(reader, board.get_absolute_url(), f"board:{board.pk}"):
        post = make_post(reader, topic)
        mark_read(actor=reader, topic=topic, last_post_id=post.pk)


@case
def another_title(watch: Watch) -> None:
    reader, writer, board = two_members()
    topic = make_topic(writer, board)
    make_topic(reader, board, title="Hva gjør dere i ferien?")
    with watch(reader, board.get_absolute_url(), f"board:{board.pk}"):
        edit_topic(actor=writer, topic=topic, title="Hvem har løst det?", kind=Topic.Kind.QUESTION)


@case
def a_deleted_topic(watch: Watch) -> None:
    reader, writer, board = two_members()
    topic = make_topic(writer, board)
    make_topic(reader, board, title="Hva gjør dere i ferien?")
    with watch(reader, board.get_absolute_url(), f"board:{board.pk}"):
        make_topic(writer, board, title="Noe helt nytt")
        delete_topic(actor=writer, topic=topic)


@case
def a_deleted_answer(watch: Watch) -> None:
    reader, writer, board = two_members()
    topic = make_topic(writer, board)
    post = make_post(writer, topic)
    make_topic(reader, board, title="Hva gjør dere i ferien?")
    with watch(reader, board.get_absolute_url(), f"board:{board.pk}"):
        delete_post(actor=writer, post=post)


@case
def the_last_topic_goes(watch: Watch) -> None:
    reader, writer, board = two_members()
    topic = make_topic(writer, board)
    with watch(reader, board.get_absolute_url(), f"board:{board.pk}"):
        delete_topic(actor=writer, topic=topic)
