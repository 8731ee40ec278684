"""Which organisations there are: the administrators' business."""

from typing import Any

from community.areas.models import Area
from community.lib.errors import NotAllowed
from community.organisations import rules
from community.organisations.actions.affiliations import rename_workplaces
from community.organisations.describing import describe
from community.organisations.models import Organisation
from realtime.publishing import action


def create_organisation(
    *,
    actor: Any,
    name: str,
    kind: str,
    country: str = Organisation.Country.NORWAY,
    number: str = "",
    area: Area | None = None,
) -> Organisation:
    """A new organisation. Raises ValidationError for a number without its control digit."""
    if not rules.can_manage_organisations(actor):
        raise NotAllowed("create_organisation")
    made = Organisation(kind=kind, country=country, area=area)
    describe(made, name, number)
    with action():
        made.save()
    return made


def update_organisation(
    *,
    actor: Any,
    organisation: Organisation,
    name: str,
    kind: str,
    country: str,
    number: str,
    area: Area | None,
) -> Organisation:
    """Correct an organisation. Its new name follows to all who have it as their main workplace."""
    if not rules.can_manage_organisations(actor):
        raise NotAllowed("update_organisation")
    organisation.kind, organisation.country, organisation.area = kind, country, area
    describe(organisation, name, number)
    with action():
        organisation.save()
        rename_workplaces(actor=actor, organisation=organisation)
    return organisation
