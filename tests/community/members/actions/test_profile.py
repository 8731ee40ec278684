import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from community.confidentiality.guard import IdentifierFound
from community.lib.errors import NotAllowed
from community.members.actions.profile import set_language, update_profile
from tests.factories import make_member
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

pytestmark = pytest.mark.django_db
PROFILE = {"name": "Kari", "title": "Sosionom", "workplace": "Hamar", "color_scheme": "dark"}


def test_a_member_changes_their_own_profile():
    kari = make_member("Kari Nymoen")
    update_profile(actor=kari, **PROFILE | {"name": " Kari N. "})
    kari.refresh_from_db()
    assert (kari.name, kari.title, kari.color_scheme) == ("Kari N.", "Sosionom", "dark")


@pytest.mark.parametrize("field", ["name", "title", "workplace"])
def test_no_national_number_is_stored_in_it(field):
    kari = make_member("Kari Nymoen")
    with pytest.raises(IdentifierFound):
        update_profile(actor=kari, **PROFILE | {field: f"Kari {SYNTHETIC_NUMBER}"})
    kari.refresh_from_db()
    assert kari.name == "Kari Nymoen"


def test_a_name_is_needed():
    with pytest.raises(ValidationError):
        update_profile(actor=make_member(), **PROFILE | {"name": "  "})


def test_a_visitor_has_no_profile():
    with pytest.raises(NotAllowed):
        set_language(actor=AnonymousUser(), language="nn")
