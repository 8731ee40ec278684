"""Control digits and shapes, against numbers worked out by other means."""

import pytest

from community.confidentiality.numbers import (
    danish_kind,
    duf_kind,
    fits_century,
    norwegian_kind,
    passes_danish_modulus,
)
from tests.community.confidentiality import numbers


@pytest.mark.parametrize(
    ("first_six", "kind"),
    [
        ("150184", "fnr"),
        ("290200", "fnr"),
        ("550184", "dnr"),
        ("154184", "hnr"),
        ("554184", "hnr"),
        ("156684", "synthetic"),
        ("556684", "synthetic"),
        ("158184", "synthetic"),
        ("558184", "synthetic"),
        ("810000", "fhnr"),
        ("999999", "fhnr"),
    ],
)
def test_first_six_digits_tell_the_kind(first_six, kind):
    assert norwegian_kind(numbers.norwegian(first_six)) == kind


@pytest.mark.parametrize("first_six", ["320184", "000184", "151384", "300284", "720184", "155384"])
def test_no_number_without_a_day_of_the_calendar(first_six):
    assert norwegian_kind(numbers.norwegian(first_six)) is None


@pytest.mark.parametrize("published", ["13527248013", "10915596784", "68467038838"])
def test_examples_that_others_publish_hold(published):
    assert norwegian_kind(published) is not None


@pytest.mark.parametrize("place", range(11))
def test_every_single_wrong_digit_is_noticed(place):
    right = numbers.norwegian("150184")
    wrong = [f"{right[:place]}{digit}{right[place + 1 :]}" for digit in "0123456789"]
    assert [norwegian_kind(number) for number in wrong].count("fnr") == 1


@pytest.mark.parametrize("remainder", [1, 2, 3])
def test_remainders_allowed_from_2032(remainder):
    assert norwegian_kind(numbers.norwegian("150184", remainder=remainder)) == "fnr2032"


@pytest.mark.parametrize("remainder", [4, 7, 10])
def test_other_remainders_are_never_allowed(remainder):
    assert norwegian_kind(numbers.norwegian("150184", remainder=remainder)) is None


def test_common_help_numbers_keep_the_old_rule():
    assert norwegian_kind(numbers.norwegian("810000", remainder=1)) is None


@pytest.mark.parametrize(
    ("individual", "centuries"), [(100, {"19"}), (499, {"19"}), (500, {"20"}), (950, {"19", "20"})]
)
def test_individual_number_tells_the_century(individual, centuries):
    number = f"150184{individual:03}00"
    assert {century for century in ("19", "20") if fits_century(number, century)} == centuries


@pytest.mark.parametrize(
    ("first_six", "kind"),
    [("150184", "cpr"), ("750184", "dk_replacement"), ("450184", None), ("151384", None)],
)
def test_danish_numbers_begin_as_a_birth_date(first_six, kind):
    assert danish_kind(f"{first_six}1234") == kind


def test_danish_modulus_lets_one_last_digit_pass():
    right = "0707614285"  # an example that others publish
    passing = [digit for digit in "0123456789" if passes_danish_modulus(right[:9] + digit)]
    assert passing == [right[9]]


def test_duf_has_two_control_digits():
    right = numbers.duf("2010", "123456")
    assert duf_kind(right) == "duf"
    assert [duf_kind(f"{right[:10]}{control:02}") for control in range(100)].count("duf") == 1
    assert duf_kind(numbers.duf("1501", "123456")) is None
