"""Boards and topics: pages that read through queries and write through actions."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.lib.errors import NotAllowed
from forums import rules
from forums.actions.posts import create_post
from forums.actions.topics import create_topic
from forums.events import post_row, topic_stream
from forums.forms import PostForm, TopicForm
from forums.models import Board, Topic
from forums.queries.posts import page_of_posts
from forums.queries.topics import boards_of_network, readable_board, readable_topic, topics_of_board
from realtime import log
from realtime.fragments import render_rows

TOPICS_ON_A_PAGE = 20
LONGEST_ID = 18  # digits; more would not fit the database's number


@login_required
def board(request: HttpRequest, board_id: int) -> HttpResponse:
    found = get_object_or_404(readable_board(request.user), pk=board_id)
    page = Paginator(topics_of_board(found), TOPICS_ON_A_PAGE).get_page(request.GET.get("side"))
    may_write = rules.can_write_in(request.user, found)
    context = {"board": found, "page": page, "may_write": may_write, "trail": _trail(found)}
    return render(request, "forums/board/index.html", context)


@login_required
def new_topic(request: HttpRequest, board_id: int) -> HttpResponse:
    found = get_object_or_404(readable_board(request.user), pk=board_id)
    if not rules.can_write_in(request.user, found):
        raise NotAllowed
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            created = create_topic(actor=request.user, board=found, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            return redirect(created)
    context = {"board": found, "form": form, "trail": _trail(found, _("Ny tråd"))}
    return render(request, "forums/new_topic/index.html", context, status=_form_status(form))


@login_required
def topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    found = get_object_or_404(readable_topic(request.user), pk=topic_id)
    if request.method == "POST":
        return _answer(request, found)
    return _topic_page(request, found, PostForm())


def _answer(request: HttpRequest, topic: Topic) -> HttpResponse:
    form = PostForm(request.POST)
    if form.is_valid():
        try:
            post = create_post(actor=request.user, topic=topic, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            if request.accepts("text/html"):
                return redirect(post)
            return _frames_since(request, topic)
    return _topic_page(request, topic, form)


def _frames_since(request: HttpRequest, topic: Topic) -> HttpResponse:
    """What the browser has not seen yet, its own post included: the frames of the socket."""
    name = topic_stream.name(topic.pk)
    after = _whole_number(request.POST.get("after")) or 0
    frames = log.catch_up(
        name, after, head=log.head_of(name), language=_language(), audience="member"
    )
    body = f'{{"frames":[{",".join(frames)}]}}'
    return HttpResponse(body, content_type="application/json", status=HTTPStatus.CREATED)


def _topic_page(request: HttpRequest, topic: Topic, form: PostForm) -> HttpResponse:
    stream = topic_stream.name(topic.pk)
    seq = log.head_of(stream)  # before the rows: what comes between is sent again, not lost
    page = page_of_posts(topic, _whole_number(request.GET.get("before")))
    html = render_rows(post_row, page.posts, language=_language(), audience="member")
    context: dict[str, Any] = {
        "topic": topic,
        "trail": _trail(topic.board, _("Tråd")),
        "page": page,
        "fragments": html.values(),
        "stream": stream,
        "seq": seq,
        "form": form,
        "finding": form.finding,
        "may_write": rules.can_write_in(request.user, topic.board),
    }
    return render(request, "forums/topic/index.html", context, status=_form_status(form))


def _trail(board: Board, leaf: str = "") -> list[tuple[str, str | None]]:
    top = [(_("Nettverk"), reverse("networks:index"))]
    network = (board.network.name, board.network.get_absolute_url())
    if not leaf:
        return [*top, network, (board.name, None)]
    return [*top, network, (board.name, board.get_absolute_url()), (leaf, None)]


def _form_status(form: Any) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _whole_number(text: str | None) -> int | None:
    is_number = bool(text) and text.isascii() and text.isdigit() and len(text) <= LONGEST_ID
    return int(text) if text and is_number else None


def _language() -> str:
    return get_language() or "nb"


def network_section(viewer: Any, network: Any) -> str:
    """The boards on a network's page."""
    boards = boards_of_network(network)
    return render_to_string("forums/network_section.html", {"boards": boards})
