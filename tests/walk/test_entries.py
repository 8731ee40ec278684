"""Every address is walked, or says why not."""

import pytest

from tests.walk.routes import PACKAGES, ours, routes
from tests.walk.surfaces import OURS, Surface
from tests.walk.third_party import WALKED


def test_every_address_of_ours_has_an_entry_and_no_entry_is_left_over():
    assert set(ours()) == set(OURS)


def test_every_package_with_addresses_is_walked():
    assert {route.package for route in routes()} - {""} == set(WALKED) == PACKAGES


@pytest.mark.parametrize("address", sorted(set(ours()) & set(OURS)))
def test_an_entry_fills_all_of_its_address(address):
    surface = OURS[address]
    if isinstance(surface, Surface):
        assert set(surface.parameters) == ours()[address].parameters
