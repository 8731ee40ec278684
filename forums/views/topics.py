"""A topic with its posts and the form for an answer; its title; and its removal."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.lib.errors import NotAllowed
from forums import rules
from forums.actions.posts import create_post
from forums.actions.reading import mark_read
from forums.actions.topics import delete_topic as delete
from forums.actions.topics import edit_topic as edit
from forums.events import post_row, topic_stream
from forums.forms import EditTopicForm, PostForm
from forums.models import Topic
from forums.queries.posts import PostPage, first_unread, page_of_posts
from forums.queries.topics import readable_topic
from forums.views.frame import language, reader, rights_of, status_of, trail_to, whole_number
from forums.views.kept_text import keeps_text
from realtime import log
from realtime.fragments import render_rows


@keeps_text
def topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    found = _topic(request, topic_id)
    if request.method == "POST":
        return _answer(request, found)
    return _topic_page(request, found, PostForm())


def _topic(request: HttpRequest, topic_id: int) -> Topic:
    found = readable_topic(request.user).filter(pk=topic_id).first()
    if found is None:
        raise NotAllowed
    return found


def _answer(request: HttpRequest, topic: Topic) -> HttpResponse:
    if not rights_of(request, topic).can_write:  # their page has no form to show the text in
        raise NotAllowed
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
    after = whole_number(request.POST, "after") or 0
    frames = log.catch_up(
        name, after, head=log.head_of(name), language=language(), audience="member"
    )
    body = f'{{"frames":[{",".join(frames)}]}}'
    return HttpResponse(body, content_type="application/json", status=HTTPStatus.CREATED)


def _topic_page(request: HttpRequest, topic: Topic, form: PostForm) -> HttpResponse:
    rights = rights_of(request, topic)
    stream = topic_stream.name(topic.pk)
    seq = log.head_of(stream)  # before the rows: what comes between is sent again, not lost
    page = page_of_posts(topic.pk, **_place(request, topic))
    html = render_rows(post_row, page.posts, language=language(), audience=rights.audience)
    context = reader(request, rights) | {
        "topic": topic,
        "trail": trail_to(topic.board, here=_("Tråd")),
        "page": page,
        "fragments": html,
        "stream": stream,
        "seq": seq,
        "is_live": rights.audience == "member" and page.is_latest,
        "form": form,
        "can_moderate": rights.can_moderate,
        "can_edit_topic": rules.can_edit_topic(request.user, topic, rights),
        "can_delete_topic": rules.can_delete_topic(
            request.user, topic, rights, is_answered=topic.is_answered
        ),
        **_news(request, topic, page),
    }
    answer = render(request, "forums/topic/index.html", context, status=status_of(form))
    if context["is_live"] and page.last > (topic.read_to or 0):
        mark_read(actor=request.user, topic=topic, last_post_id=page.last, own=rights)
    return answer


def _place(request: HttpRequest, topic: Topic) -> dict[str, int]:
    """Which posts the address asks for: before one, after one, or from one on."""
    address = request.GET
    post = whole_number(address, "post")
    asked = {
        "before": whole_number(address, "before"),
        "after": post - 1 if post else whole_number(address, "after"),
        "mark": topic.read_to,
    }
    return {name: id for name, id in asked.items() if id is not None}


def _news(request: HttpRequest, topic: Topic, page: PostPage) -> dict[str, Any]:
    """Where on the page begins what is new. Who has not been here before is shown no line."""
    if topic.read_to is None or page.unseen_before:
        unread = None
    else:
        unread = first_unread(page.posts, request.user, topic.read_to)
    return {
        "first_unread": unread.pk if unread else None,
        "unread_before": page.unseen_before > 0,
        "read_to": topic.read_to,
        "read_at": topic.read_at,
    }


@keeps_text
@login_required
def edit_topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    found = _topic(request, topic_id)
    if not rules.can_edit_topic(request.user, found):
        raise NotAllowed
    form = EditTopicForm(request.POST or None, topic=found)
    if request.method == "POST" and form.is_valid():
        try:
            edit(actor=request.user, topic=found, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            return redirect(found)
    context = {
        "topic": found,
        "form": form,
        "trail": trail_to(found.board, topic=found, here=_("Endre tittel")),
        "can_delete_topic": rules.can_delete_topic(request.user, found),
    }
    return render(request, "forums/edit_topic/index.html", context, status=status_of(form))


@login_required
def delete_topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    found = _topic(request, topic_id)
    if not rules.can_delete_topic(request.user, found):
        raise NotAllowed
    if request.method == "POST":
        delete(actor=request.user, topic=found)
        return redirect(found.board)
    context = {
        "topic": found,
        "answers": found.reply_count,
        "trail": trail_to(found.board, topic=found, here=_("Slett tråden")),
    }
    return render(request, "forums/delete_topic/index.html", context)
