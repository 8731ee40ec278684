import pytest

from cms.pages.addresses import reserved_slugs


@pytest.mark.parametrize(
    "slug",
    [
        *("velg-omrade", "min-side", "nettverk", "konto", "cms", "admin", "omrade", "sprak"),
        *("static", "media", "ws", "live", "om", "kontakt", "personvern", "dokumenter"),
        *("nb", "nn", "da", "en"),
    ],
)
def test_addresses_of_ours_are_reserved(slug: str) -> None:
    assert slug in reserved_slugs()


@pytest.mark.parametrize("slug", ["norge", "danmark", "innlandet", "rutiner", "hjem"])
def test_others_are_free(slug: str) -> None:
    assert slug not in reserved_slugs()
