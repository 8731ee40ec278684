import pytest

from community.directory.templatetags.directory import dotted, occupation
from community.members.models import Member


@pytest.mark.parametrize(
    ("title", "profession", "line"),
    [
        ("Barneansvarlig", "social_worker", "Barneansvarlig · Sosionom"),
        ("Sosionom", "social_worker", "Sosionom"),
        ("Spesialsykepleier", "nurse", "Spesialsykepleier"),
        ("", "nurse", "Sykepleier"),
        ("Rådgiver", "", "Rådgiver"),
        ("Prosjektleder", "other", "Prosjektleder"),
        ("", "", ""),
    ],
)
def test_what_somebody_is_stands_in_a_line(title, profession, line):
    assert occupation(Member(title=title, profession=profession)) == line


def test_commas_become_dots():
    assert dotted("Palliasjon, familiesamtaler; sorg,") == "Palliasjon · familiesamtaler · sorg"
    assert dotted("") == ""
