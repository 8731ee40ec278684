"""What is announced of the list of members."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import QuerySet

from community.directory import rules
from community.members.models import Member
from community.members.rules import is_listed, listed
from realtime.declarations import Event, Row, Stream, declare
from realtime.publishing import publish

directory_stream = Stream("directory", audiences=rules.directory_audiences, presence=True)


def members_of_directory(id: int) -> QuerySet[Member]:
    """Today's members in the list."""
    return listed() if id == rules.DIRECTORY else Member.objects.none()


member_row = Row(
    "member",
    rows=members_of_directory,
    template="directory/_card.html",
    revision=lambda member: str(member.revision),
)


@declare
@dataclass(frozen=True, kw_only=True)
class MemberChanged(Event):
    """What a member's card shows has changed, or whether they are in the list."""

    type: ClassVar[str] = "member.changed"
    stream: ClassVar[Stream] = directory_stream
    row: ClassVar[Row] = member_row

    member: int


def announce_member(member: Member, *, was_listed: bool = False) -> None:
    """Publish, inside an action, that the member's card changed.

    Of somebody who neither is nor was in the list nothing is told, not even that they are there.
    """
    if was_listed or is_listed(member):
        publish(MemberChanged(on=rules.DIRECTORY, member=member.pk))
