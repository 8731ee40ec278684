"""How a member is described in a line."""

import re

from django import template

from community.members.models import Member

register = template.Library()

_BETWEEN = re.compile(r"\s*[,;·]\s*")


@register.filter
def occupation(member: Member) -> str:
    """Title and profession, or the one that there is: «Barneansvarlig · Sosionom».

    A profession that the title names already, or that is «Annet», says nothing more.
    """
    profession = str(member.get_profession_display()) if member.profession else ""
    adds_nothing = profession.casefold() in member.title.casefold()
    if adds_nothing or (member.profession == Member.Profession.OTHER and member.title):
        return member.title
    return " · ".join(part for part in (member.title, profession) if part)


@register.filter
def dotted(text: str) -> str:
    """What is parted by commas, parted by dots: «Palliasjon · familiesamtaler»."""
    return " · ".join(part for part in _BETWEEN.split(text) if part)
