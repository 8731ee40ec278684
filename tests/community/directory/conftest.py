"""A part of the country, and people in it: enough to narrow a list by."""

from collections.abc import Callable

import pytest

from community.areas.models import Area
from community.members.models import Member
from tests.factories import affiliate, make_area, make_member, make_organisation

ByAddress = Callable[[str], Area]


@pytest.fixture
def areas(db: None) -> ByAddress:
    """Two health communities with municipalities, and a district of Oslo that is in both."""
    norway = make_area("Norge", "country", code="NO")
    east = make_area("Helse Øst", "region", norway)
    innlandet = make_area("Innlandet", "community", east)
    ahus = make_area("Ahus", "community", east)
    oslo = make_area("Oslo", "community", east)
    for name in ("Gjøvik", "Hamar", "Stange"):
        make_area(name, "municipality", innlandet)
    oslo_municipality = make_area("Oslo", "municipality", oslo, slug="oslo-0301")
    alna = make_area("Alna", "district", oslo_municipality)
    alna.also_in.add(ahus)
    return lambda slug: Area.objects.get(slug=slug)


@pytest.fixture
def people(areas: ByAddress) -> dict[str, Member]:
    """Five members, each in the list for a reason of their own."""
    gjovik = make_organisation("Gjøvik kommune", area=areas("gjovik"))
    hospital = make_organisation("Sykehuset Innlandet HF", "hospital", area=areas("innlandet"))
    union = make_organisation("Kreftforum Øst", "ngo")
    found = {
        "jonas": make_member(
            "Jonas Hegge", profession="social_worker", expertise="Etterlatte, barnevern"
        ),
        "silje": make_member("Silje Moen", profession="nurse", main_area=areas("hamar")),
        "ola": make_member("Ola Tangen", title="Rådgiver"),
        "alma": make_member("Alma Aas", profession="nurse", main_area=areas("alna")),
        "nora": make_member("Nora Vik", profession="child_welfare"),
    }
    affiliate(found["jonas"], gjovik, is_main=True)
    affiliate(found["silje"], hospital, is_main=True)
    affiliate(found["silje"], gjovik, unit="Legevakten")
    affiliate(found["ola"], union, is_main=True)
    found["nora"].other_areas.add(areas("stange"))
    return found
