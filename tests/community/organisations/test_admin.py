import pytest
from django.contrib.admin.models import LogEntry

from community.organisations.models import Organisation
from tests.factories import make_administrator, make_area, make_member, make_organisation

pytestmark = pytest.mark.django_db

LIST = "/admin/organisations/organisation/"
FORM = {"name": "Kreftforum Øst", "kind": "ngo", "country": "NO", "number": "", "area": ""}


@pytest.fixture
def administrator(client):
    client.force_login(make_administrator())
    return client


def change(organisation: Organisation) -> str:
    return f"{LIST}{organisation.pk}/change/"


def test_an_organisation_is_made_in_the_administration(administrator):
    area = make_area("Norge", "country")
    form = FORM | {"number": "983 971 636", "area": area.pk}
    assert administrator.post(f"{LIST}add/", form).status_code == 302
    made = Organisation.objects.get()
    assert (made.name, made.number, made.area) == ("Kreftforum Øst", "983971636", area)
    assert LogEntry.objects.get().object_id == str(made.pk)
    page = administrator.get(LIST).content.decode()
    assert "983 971 636" in page


def test_a_mistake_is_shown_in_place_and_nothing_is_made(administrator):
    make_organisation("Ahus", "hospital", number="983971636")
    for changes, says in [
        ({"number": "983971637"}, "stemmer ikke"),
        ({"number": "983 971 636"}, "Ahus har dette nummeret"),
        ({"name": "Ahus"}, "Det finnes alt en virksomhet"),
        ({"name": "Kari 15887810130"}, "Her står det et"),
    ]:
        answer = administrator.post(f"{LIST}add/", FORM | changes)
        assert answer.status_code == 200
        assert answer.content.decode().count(says) == 1
    assert Organisation.objects.count() == 1


def test_it_is_corrected_there_and_keeps_its_own_number(administrator):
    there = make_organisation("Ahus", "hospital", number="983971636")
    form = FORM | {"name": "Akershus universitetssykehus", "number": "983971636"}
    assert administrator.post(change(there), form).status_code == 302
    there.refresh_from_db()
    assert (there.name, there.kind) == ("Akershus universitetssykehus", "ngo")


def test_it_is_found_by_folded_letters(administrator):
    make_organisation("Gjøvik kommune")
    make_organisation("Hamar kommune")
    page = administrator.get(LIST, {"q": "gjovik"}).content.decode()
    assert "Gjøvik kommune" in page
    assert "Hamar kommune" not in page


def test_nobody_deletes_one_and_staff_sees_none(administrator, client):
    there = make_organisation()
    assert administrator.post(f"{LIST}{there.pk}/delete/", {"post": "yes"}).status_code == 403
    client.force_login(make_member(is_staff=True))
    assert client.get(LIST).status_code == 403
    assert client.post(change(there), FORM).status_code == 403
    there.refresh_from_db()
    assert there.name == "Gjøvik kommune"
