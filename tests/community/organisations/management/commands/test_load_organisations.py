import pytest
from django.core.management import call_command

from tests.factories import make_area


@pytest.mark.django_db
def test_it_says_what_it_made(capsys):
    norway = make_area("Norge", "country")
    make_area("Gjøvik", "municipality", norway)
    call_command("load_organisations")
    assert capsys.readouterr().out == "Organisations: 25 created, 0 present.\n"
    call_command("load_organisations")
    assert capsys.readouterr().out == "Organisations: 0 created, 25 present.\n"
