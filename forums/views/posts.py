"""Changing and deleting one post, each on a page of its own."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.lib.errors import NotAllowed
from forums import rules
from forums.actions.posts import EditedMeanwhile
from forums.actions.posts import delete_post as delete
from forums.actions.posts import edit_post as edit
from forums.forms import EditPostForm
from forums.models import Post
from forums.queries.posts import is_first, readable_post
from forums.texts import to_plain
from forums.views.frame import lead_to, status_of, trail_to
from forums.views.kept_text import keeps_text


def _post(request: HttpRequest, post_id: int) -> Post:
    found = readable_post(request.user).filter(pk=post_id).first()
    if found is None:
        raise NotAllowed
    return found


@keeps_text
@login_required
def edit_post(request: HttpRequest, post_id: int) -> HttpResponse:
    found = _post(request, post_id)
    if not rules.can_edit_post(request.user, found):
        raise NotAllowed
    if request.method != "POST":
        now = {"text": to_plain(found.html), "revision": found.revision}
        return _edit_page(request, found, EditPostForm(initial=now))
    form = EditPostForm(request.POST)
    if form.is_valid():
        try:
            edited = edit(actor=request.user, post=found, **form.cleaned_data)
            return lead_to(request, edited, HTTPStatus.OK)
        except ValidationError as error:
            form.refuse(error)
        except EditedMeanwhile as meanwhile:
            form.meet(meanwhile.revision)
            current = {"current_html": meanwhile.current_html}
            return _edit_page(request, found, form, HTTPStatus.CONFLICT, **current)
    return _edit_page(request, found, form, status_of(form))


def _edit_page(
    request: HttpRequest,
    post: Post,
    form: EditPostForm,
    status: HTTPStatus = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    context = {
        "post": post,
        "topic": post.topic,
        "form": form,
        "html": post.html,
        "trail": trail_to(post.topic.board, topic=post.topic, here=_("Rediger innlegget")),
        **more,
    }
    return render(request, "forums/edit_post/index.html", context, status=status)


@login_required
def delete_post(request: HttpRequest, post_id: int) -> HttpResponse:
    found = _post(request, post_id)
    if not rules.can_delete_post(request.user, found):
        raise NotAllowed
    begins_topic = is_first(found)
    if request.method == "POST" and not begins_topic:
        delete(actor=request.user, post=found)
        return redirect(found)
    context = {
        "post": found,
        "topic": found.topic,
        "is_first": begins_topic,
        "can_delete_topic": rules.can_delete_topic(request.user, found.topic),
        "trail": trail_to(found.topic.board, topic=found.topic, here=_("Slett innlegget")),
    }
    return render(request, "forums/delete_post/index.html", context)
