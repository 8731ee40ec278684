from django.test import RequestFactory

from community.lib.requests import led_to, wanted_here


def test_who_merely_comes_is_led_on_with_what_the_address_asks():
    ask = RequestFactory().get
    assert led_to(ask("/a/"), "networks:network", "barn").url == "/nettverk/barn/"
    assert led_to(ask("/a/?side=2"), "networks:index").url == "/nettverk/?side=2"


def test_a_picture_elsewhere_wants_nothing_here():
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"}
    assert wanted_here(RequestFactory().get("/"))
    assert not wanted_here(RequestFactory().get("/", headers=headers))
