import pytest
from django.core.exceptions import ValidationError

from community.organisations.numbers import grouped, read_number


@pytest.mark.parametrize(
    ("country", "typed", "digits"),
    [
        ("NO", "983971636", "983971636"),
        ("NO", " 983 971 636 ", "983971636"),
        ("DK", "25313763", "25313763"),
        ("DK", "DK 25 31 37 63", "25313763"),
        ("NO", "", ""),
        ("DK", "   ", ""),
    ],
)
def test_a_number_is_read_as_its_digits(country, typed, digits):
    assert read_number(country, typed) == digits


@pytest.mark.parametrize(
    ("country", "typed", "says"),
    [
        ("NO", "983971637", "stemmer ikke"),  # the control digit
        ("NO", "983791636", "stemmer ikke"),  # two that changed places
        ("DK", "25313764", "stemmer ikke"),
        ("NO", "98397163", "ni sifre"),
        ("NO", "25313763", "ni sifre"),  # Denmark's, in Norway
        ("NO", "Hamar kommune", "ni sifre"),
        ("DK", "983971636", "åtte sifre"),
        ("DK", "05313763", "åtte sifre"),
    ],
)
def test_what_is_no_number_of_the_country_says_why(country, typed, says):
    with pytest.raises(ValidationError, match=says):
        read_number(country, typed)


def test_it_is_shown_in_groups():
    assert grouped("NO", "983971636") == "983 971 636"
    assert grouped("DK", "25313763") == "25 31 37 63"
    assert grouped("NO", "") == ""
