import re
from http import HTTPStatus
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from community.areas.models import Area
from tests.community.areas.conftest import ByAddress
from tests.factories import make_member

PICKER = "/velg-omrade/"
CHOOSE = "/velg-omrade/valgt/"


def page(response: HttpResponse) -> Tag:
    assert response.status_code == HTTPStatus.OK
    return BeautifulSoup(response.content, "html.parser")


def search(client: Client, text: str, **query: str) -> Tag:
    return page(client.get(PICKER, {"q": text, **query}))


def text_of(tag: Tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text()).strip()


def rows(document: Tag) -> list[str]:
    return [text_of(each) for each in document.select(".picker__option")]


def chosen_by(link: Tag) -> dict[str, str]:
    parts = urlsplit(str(link["href"]))
    assert parts.path == CHOOSE
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


# --- Searching --------------------------------------------------------------------------------


def test_it_asks_where_people_work(client: Client, all_areas: ByAddress) -> None:
    document = page(client.get(PICKER))

    assert text_of(document.h1) == "Hvor jobber du?"
    form = document.select_one("area-picker form")
    assert form["action"] == PICKER
    assert form.get("method", "get") == "get"
    assert not document.select(".picker__option")
    label = document.select_one("label")
    assert label["for"] == document.select_one("input[name=q]")["id"]


def test_hits_are_links_with_county_and_community(client: Client, all_areas: ByAddress) -> None:
    document = search(client, "Vå")

    assert rows(document) == [
        "Vågan, Nordland fylke Lofoten, Vesterålen og Salten",
        "Vågå, Innlandet fylke Helsefellesskap Innlandet",
        "Våler, Innlandet fylke Helsefellesskap Innlandet",
        "Våler, Østfold fylke Helsefellesskapet Østfold",
    ]
    assert "4 treff." in document.select_one("area-picker [data-results]").get_text()
    links = document.select("ul.picker__options > li > a.picker__option")
    assert [chosen_by(link)["area"] for link in links] == [
        "vagan", "vaga", "valer-3419", "valer-3114",
    ]  # fmt: skip


def test_the_two_heroys_are_told_apart_by_their_counties(
    client: Client, all_areas: ByAddress
) -> None:
    assert rows(search(client, "herøy")) == [
        "Herøy, Møre og Romsdal fylke Helsefellesskap Møre og Romsdal",
        "Herøy, Nordland fylke Helsefellesskap Helgeland",
    ]


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("alna", "Alna, bydel i Oslo Helsefellesskap Oslo"),
        ("ahus", "Helsefellesskapet Ahus Helse Sør-Øst"),
        ("guovd", "Kautokeino / Guovdageaidnu, Finnmark fylke Helsefellesskapet Finnmark"),
        ("helse vest", "Helse Vest RHF, helseregion"),
        ("danmark", "Danmark, land"),
    ],
)
def test_a_row_says_what_an_area_is_and_where_it_lies(
    client: Client, all_areas: ByAddress, typed: str, row: str
) -> None:
    assert rows(search(client, typed)) == [row]


def test_a_row_says_which_former_area_it_was_found_by(client: Client, all_areas: ByAddress) -> None:
    heir = all_areas("stange")
    Area.objects.filter(slug="hamar").update(valid_to="2026-01-01", successor=heir)

    document = search(client, "hamar")

    assert rows(document)[0] == "Stange, før Hamar, Innlandet fylke Helsefellesskap Innlandet"
    assert chosen_by(document.select_one(".picker__option"))["area"] == "stange"


@pytest.mark.parametrize(
    ("typed", "marked"),
    [("Vå", "Vå"), ("vagan", "Vågan"), ("karas", "Karas"), ("Kárá", "Kara"), ("guovd", "Guovd")],
)
def test_what_was_typed_is_marked(
    client: Client, all_areas: ByAddress, typed: str, marked: str
) -> None:
    assert search(client, typed).select_one(".picker__option mark").get_text() == marked


def test_what_was_typed_stays_in_the_field(client: Client, all_areas: ByAddress) -> None:
    field = search(client, " Vå ").select_one("input[name=q]")

    assert field["value"] == "Vå"


def test_an_empty_search_says_what_was_searched(client: Client, all_areas: ByAddress) -> None:
    document = search(client, "<b>Odense</b>")

    assert not rows(document)
    assert "Vi fant ikke «<b>Odense</b>»." in text_of(document)
    assert document.select_one('a.picker__other[href*="vis=helsefellesskap"]')


def test_signs_alone_are_answered_with_an_example(client: Client, all_areas: ByAddress) -> None:
    assert "Skriv begynnelsen av et navn" in text_of(search(client, "|"))


def test_the_fragment_is_the_same_as_in_the_page(client: Client, all_areas: ByAddress) -> None:
    whole = search(client, "vå", next="/tema/")
    fragment = search(client, "vå", next="/tema/", partial="1")

    inside = whole.select_one("[data-results]").decode_contents()
    assert fragment.decode().strip() == inside.strip()
    assert fragment.select(".picker__option")
    assert not fragment.select("form, html, area-picker")


def test_the_fragment_carries_the_sentence_for_those_with_keys(
    client: Client, all_areas: ByAddress
) -> None:
    status = search(client, "vå", partial="1").select_one("[data-with-keys]")

    assert status["data-with-keys"] == "4 treff. Bruk piltastene og Enter."


def test_without_scripts_no_role_promises_keys_that_do_nothing(
    client: Client, all_areas: ByAddress
) -> None:
    document = search(client, "vå")

    assert not document.select("[role=listbox], [role=option], [role=combobox]")


def test_a_form_cannot_be_posted_to_it(client: Client, db: None) -> None:
    assert client.post(PICKER).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.post(CHOOSE).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_search_costs_the_same_for_few_and_many_hits(
    client: Client, all_areas: ByAddress, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for text in ("hamar", "s"):
        with django_assert_num_queries(2):
            client.get(PICKER, {"q": text, "partial": "1"})
        with django_assert_num_queries(3):
            client.get(PICKER, {"q": text})


# --- The other ways ---------------------------------------------------------------------------


def test_the_communities_are_listed_by_region(client: Client, all_areas: ByAddress) -> None:
    document = page(client.get(PICKER, {"vis": "helsefellesskap"}))

    assert text_of(document.h1) == "Velg helsefellesskap"
    assert [text_of(each) for each in document.select(".picker h2")] == [
        "Helse Midt-Norge", "Helse Nord", "Helse Sør-Øst", "Helse Vest", "Land",
    ]  # fmt: skip
    slugs = [chosen_by(link)["area"] for link in document.select(".picker__option")]
    communities = set(Area.objects.filter(kind="community").values_list("slug", flat=True))
    assert communities < set(slugs)
    assert len(slugs) == 19 + 4 + 2
    assert "Helsefellesskapet Ahus, Akershus universitetssykehus HF" in rows(document)


def test_the_list_of_communities_costs_two_queries(
    client: Client, all_areas: ByAddress, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        client.get(PICKER, {"vis": "helsefellesskap"})


def test_the_way_to_the_list_says_how_many_there_are(client: Client, all_areas: ByAddress) -> None:
    document = page(client.get(PICKER, {"next": "/tema/?side=2"}))

    link = document.select_one('a.picker__other[href*="vis="]')
    assert "19 områder, for sykehus og organisasjoner" in text_of(link)
    assert parse_qs(urlsplit(str(link["href"])).query) == {
        "vis": ["helsefellesskap"],
        "next": ["/tema/?side=2"],
    }


@pytest.mark.parametrize("query", [{}, {"vis": "helsefellesskap"}, {"q": "vå"}])
def test_one_can_always_go_on_without_area(
    client: Client, all_areas: ByAddress, query: dict[str, str]
) -> None:
    document = page(client.get(PICKER, {**query, "next": "/tema/"}))

    [link] = [a for a in document.select("a.picker__other") if "uten område" in a.get_text()]
    assert chosen_by(link) == {"area": "-", "next": "/tema/"}


def test_every_choice_leads_back_to_where_one_came_from(
    client: Client, all_areas: ByAddress
) -> None:
    document = search(client, "hamar", next="/tema/?side=2&area=bergen")

    link = document.select_one(".picker__option")
    assert chosen_by(link) == {"area": "hamar", "next": "/tema/?side=2"}
    assert document.select_one("input[name=next]")["value"] == "/tema/?side=2"


def test_it_says_where_the_choice_is_kept(client: Client, all_areas: ByAddress) -> None:
    assert "informasjonskapsel på denne maskinen" in text_of(page(client.get(PICKER)))

    client.force_login(make_member())
    assert "lagres på profilen din" in text_of(page(client.get(PICKER)))


# --- Choosing ---------------------------------------------------------------------------------


def test_a_visitors_choice_becomes_a_cookie(client: Client, all_areas: ByAddress) -> None:
    response = client.get(CHOOSE, {"area": "hamar", "next": "/tema/"})

    assert response.status_code == HTTPStatus.FOUND
    assert response["Location"] == "/tema/"
    cookie = response.cookies["area"]
    assert cookie.value == "hamar"
    assert cookie["samesite"] == "Lax"
    assert cookie["httponly"]
    assert not cookie["secure"]
    assert cookie["max-age"] == 60 * 60 * 24 * 365
    assert "no-store" in response["Cache-Control"]


def test_the_cookie_is_for_secure_connections_on_a_secure_one(
    client: Client, all_areas: ByAddress
) -> None:
    response = client.get(CHOOSE, {"area": "hamar"}, secure=True)

    assert response.cookies["area"]["secure"]


def test_going_on_without_area_is_kept_too(client: Client, all_areas: ByAddress) -> None:
    response = client.get(CHOOSE, {"area": "-", "next": "/tema/"})

    assert response.cookies["area"].value == "-"
    assert response["Location"] == "/tema/"
    assert client.get(CHOOSE, {"area": "-"})["Location"] == "/"


def test_a_members_choice_is_kept_on_the_profile_and_not_on_the_machine(
    client: Client, all_areas: ByAddress
) -> None:
    member = make_member()
    client.force_login(member)

    response = client.get(CHOOSE, {"area": "hamar"})

    assert "area" not in response.cookies
    member.refresh_from_db()
    assert member.main_area.slug == "hamar"
    assert member.area_decided

    client.get(CHOOSE, {"area": "-"})
    member.refresh_from_db()
    assert member.main_area is None
    assert member.area_decided


def test_the_chosen_area_stands_in_the_header_from_then_on(
    client: Client, all_areas: ByAddress
) -> None:
    assert "Velg område" in text_of(page(client.get(PICKER)).select_one(".area-button"))

    client.get(CHOOSE, {"area": "hamar"})

    assert "Hamar" in text_of(page(client.get(PICKER)).select_one(".area-button"))


def test_choosing_an_area_that_has_ended_chooses_its_successor(
    client: Client, all_areas: ByAddress
) -> None:
    heir = all_areas("stange")
    Area.objects.filter(slug="hamar").update(valid_to="2026-01-01", successor=heir)

    assert client.get(CHOOSE, {"area": "hamar"}).cookies["area"].value == "stange"


def test_an_unknown_area_cannot_be_chosen(client: Client, all_areas: ByAddress) -> None:
    response = client.get(CHOOSE, {"area": "narnia"})

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert "Vi kjenner ikke området «narnia»." in response.content.decode()
    assert "area" not in response.cookies


def test_choosing_nothing_leads_to_the_picker(client: Client, db: None) -> None:
    assert client.get(CHOOSE)["Location"] == PICKER


def test_without_a_page_to_return_to_one_gets_to_the_areas_own(
    client: Client, all_areas: ByAddress
) -> None:
    assert client.get(CHOOSE, {"area": "hamar"})["Location"] == "/omrade/hamar/"


@pytest.mark.parametrize(
    ("target", "destination"),
    [
        ("/tema/?side=2", "/tema/?side=2"),
        ("/tema/?area=bergen", "/tema/"),
        ("/tema/?side=2&area=bergen&area=oslo&q=", "/tema/?side=2&q="),
        ("/tema/?area=bergen#del-2", "/tema/#del-2"),
        ("/s%C3%B8k/?q=sm%C3%B8r%20og+br%C3%B8d", "/s%C3%B8k/?q=sm%C3%B8r+og+br%C3%B8d"),
        ("/omrade/bergen/", "/omrade/hamar/"),
        ("/velg-omrade/?q=ham", "/omrade/hamar/"),
        ("/en/omrade/bergen/", "/en/omrade/hamar/"),
    ],
)
def test_one_returns_without_the_area_shown_before(
    client: Client, all_areas: ByAddress, target: str, destination: str
) -> None:
    assert client.get(CHOOSE, {"area": "hamar", "next": target})["Location"] == destination


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "///evil.example/",
        "/\t/evil.example/",
        "http:///evil.example/",
        "http://testserver//evil.example/",
        "javascript:alert(1)",
        "tema/",
        "http://[",
        "",
    ],
)
def test_nobody_is_sent_away_from_here(client: Client, all_areas: ByAddress, target: str) -> None:
    response = client.get(CHOOSE, {"area": "hamar", "next": target})

    assert response["Location"] == "/omrade/hamar/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"},
        {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "image"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"},
    ],
)
def test_a_link_or_a_picture_elsewhere_chooses_nothing(
    client: Client, all_areas: ByAddress, headers: dict[str, str]
) -> None:
    member = make_member()
    visitor = client.get(CHOOSE, {"area": "hamar"}, headers=headers)
    client.force_login(member)
    client.get(CHOOSE, {"area": "hamar"}, headers=headers)

    assert visitor["Location"] == "/omrade/hamar/"
    assert "area" not in visitor.cookies
    member.refresh_from_db()
    assert member.main_area is None


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_click_here_and_a_bookmark_choose(
    client: Client, all_areas: ByAddress, site: str
) -> None:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Dest": "document"}

    assert client.get(CHOOSE, {"area": "hamar"}, headers=headers).cookies["area"].value == "hamar"


def test_a_choice_costs_few_queries(
    client: Client, all_areas: ByAddress, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(1):
        client.get(f"{CHOOSE}?{urlencode({'area': 'hamar'})}")
    client.force_login(make_member())
    with django_assert_max_num_queries(9):
        client.get(f"{CHOOSE}?{urlencode({'area': 'hamar'})}")


def test_more_hits_than_are_shown_are_no_secret(client: Client, all_areas: ByAddress) -> None:
    document = search(client, "nord")

    assert "De 8 første treffene" in document.select_one("[data-results]").get_text()
    assert len(rows(document)) == 8
