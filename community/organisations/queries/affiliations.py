"""Where a member works, and what is shown of it."""

from django.db.models import QuerySet
from django.utils.text import Truncator

from community.members.models import Member
from community.organisations.models import Affiliation

LONGEST_WORKPLACE = 160  # characters, as `Member.workplace` holds


def affiliations_of(member: Member) -> QuerySet[Affiliation]:
    """All places the member works, the main one first. Whoever sees the member, sees these."""
    return Affiliation.objects.filter(member=member).select_related("organisation")


def workplace_line(affiliation: Affiliation) -> str:
    """What stands beside the member's name: «Gjøvik kommune, Hjemmetjenesten»."""
    return Truncator(str(affiliation)).chars(LONGEST_WORKPLACE)
