"""Where a member works, as they say it themselves."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from community.confidentiality.guard import refuse_identifiers
from community.directory.events import announce_member
from community.lib.errors import NotAllowed
from community.members.models import Member
from community.organisations import rules
from community.organisations.models import Affiliation, Organisation
from community.organisations.queries.affiliations import affiliations_of, workplace_line
from realtime.publishing import action

MOST_AFFILIATIONS = 20


def add_affiliation(
    *,
    actor: Member,
    organisation: Organisation,
    unit: str = "",
    role: str = "",
    is_main: bool = False,
) -> Affiliation:
    """The actor works in `organisation`. Raises ValidationError if they have said so already."""
    unit, role = " ".join(unit.split()), " ".join(role.split())
    refuse_identifiers(unit=unit, role=role)
    if not rules.can_affiliate(actor):
        raise NotAllowed("add_affiliation")
    made = Affiliation(member=actor, organisation=organisation, unit=unit, role=role)
    made.clean_fields()
    with action():
        _one_at_a_time(actor)
        _refuse_too_many_or_twice(made)
        made.save()
        if is_main:
            _make_main(actor, made)
    return made


def set_main_affiliation(*, actor: Member, affiliation: Affiliation) -> None:
    """Show this workplace beside the actor's name."""
    with action():
        _make_main(actor, _own(actor, affiliation))


def remove_affiliation(*, actor: Member, affiliation: Affiliation) -> None:
    """The actor no longer works there. The next of their workplaces takes a main one's place."""
    with action():
        gone = _own(actor, affiliation)
        gone.delete()
        if gone.is_main:
            _make_main(actor, affiliations_of(actor).first())


def rename_workplaces(*, actor: Any, organisation: Organisation) -> None:
    """Bring the line beside the name up to date for all who mainly work in `organisation`."""
    if not rules.can_manage_organisations(actor):
        raise NotAllowed("rename_workplaces")
    mains = Affiliation.objects.filter(organisation=organisation, is_main=True)
    with action():
        for affiliation in mains.select_related("member", "organisation"):
            if affiliation.member.workplace != workplace_line(affiliation):
                _show_workplace(affiliation.member, affiliation)


def _one_at_a_time(member: Member) -> None:
    """Wait for what the member's other tabs are doing, and read what they did.

    Two must not both make a main one, nor write the other's name or workplace back.
    """
    member.refresh_from_db(from_queryset=Member.objects.select_for_update())


def _own(actor: Member, affiliation: Affiliation) -> Affiliation:
    """The actor's affiliation as it is now, once none of their other tabs changes it."""
    if not rules.can_change_affiliation(actor, affiliation):
        raise NotAllowed
    _one_at_a_time(actor)
    found = rules.own_affiliations(actor).filter(pk=affiliation.pk).first()
    if found is None:
        raise NotAllowed
    return found


def _refuse_too_many_or_twice(affiliation: Affiliation) -> None:
    known = affiliations_of(affiliation.member)
    if known.filter(organisation=affiliation.organisation, unit=affiliation.unit).exists():
        raise ValidationError(_("Du har alt lagt til dette arbeidsstedet."))
    if known.count() >= MOST_AFFILIATIONS:
        raise ValidationError(_("Du har mange arbeidssteder. Ta bort et du har sluttet på først."))


def _make_main(member: Member, affiliation: Affiliation | None) -> None:
    affiliations_of(member).filter(is_main=True).update(is_main=False)
    if affiliation is not None:
        affiliation.is_main = True
        affiliation.save(update_fields=["is_main"])
    _show_workplace(member, affiliation)


def _show_workplace(member: Member, affiliation: Affiliation | None) -> None:
    member.workplace = workplace_line(affiliation) if affiliation is not None else ""
    member.revision = F("revision") + 1
    member.save(update_fields=["workplace", "revision"])
    member.refresh_from_db(fields=["revision"])
    announce_member(member)
