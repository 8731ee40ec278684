"""A board with its topics, and the page where a topic is started."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community.lib.errors import NotAllowed
from forums import rules
from forums.actions.topics import create_topic
from forums.events import board_stream, topic_row
from forums.forms import TopicForm
from forums.models import Topic
from forums.queries.boards import (
    UNANSWERED,
    UNREAD,
    page_of_topics,
    topic_counts,
)
from forums.queries.unread import Reader
from forums.views.frame import (
    board_for,
    language,
    lead_to,
    reader,
    rights_of,
    status_of,
    trail_to,
)
from forums.views.kept_text import keeps_text
from realtime import log
from realtime.fragments import render_rows


@dataclass(frozen=True)
class TopicRow:
    """A topic as one reader meets it: the fragment that all share, and what is new to them."""

    topic: Topic
    html: SafeString
    unread: int

    @property
    def is_unread(self) -> bool:
        return self.unread > 0

    @property
    def new_answers(self) -> int:
        """The unread posts without the first one, which is no answer."""
        return min(self.unread, self.topic.reply_count)


def board(request: HttpRequest, board_id: int) -> HttpResponse:
    found = board_for(request, board_id)
    rights = rights_of(request, found)
    stream = board_stream.name(found.pk)
    seq = log.head_of(stream)  # before the rows: what comes between is sent again, not lost
    shown, kind = _chosen(request.GET)
    before, after = request.GET.get("for", ""), request.GET.get("etter", "")
    # Who is no member any more may have old marks, but no new ones: nothing would ever be read.
    is_member = rights.audience == "member"
    me = Reader(request.user.pk, found.joined) if is_member else Reader(None, None)
    page = page_of_topics(found.pk, me, before=before, after=after, shown=shown, kind=kind)
    html = render_rows(topic_row, page.topics, language=language(), audience=rights.audience)
    context = reader(request, rights) | {
        "board": found,
        "trail": trail_to(found),
        "page": page,
        "rows": [TopicRow(topic, html[topic.pk], topic.unread) for topic in page.topics],
        "counts": topic_counts(found.pk, me),
        "shown": shown,
        "kind": kind,
        "kinds": Topic.Kind.choices,
        "stream": stream,
        "seq": seq,
        "is_live": is_member and not (page.newer or shown or kind),
    }
    return render(request, "forums/board/index.html", context)


def _chosen(address: QueryDict) -> tuple[str, str]:
    """The filters in the address; what is not known counts as none."""
    shown, kind = address.get("vis", ""), address.get("type", "")
    return (
        shown if shown in {UNREAD, UNANSWERED} else "",
        kind if kind in Topic.Kind.values else "",
    )


@keeps_text
@login_required
def new_topic(request: HttpRequest, board_id: int) -> HttpResponse:
    found = board_for(request, board_id)
    if not rules.can_write_in(request.user, found):
        raise NotAllowed
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            created = create_topic(actor=request.user, board=found, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            return lead_to(request, created, HTTPStatus.CREATED)
    context = {"board": found, "form": form, "trail": trail_to(found, here=_("Ny tråd"))}
    return render(request, "forums/new_topic/index.html", context, status=status_of(form))
