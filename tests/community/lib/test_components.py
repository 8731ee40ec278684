"""Each component: what its props do, and what it refuses. No database is needed."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Origin, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django_vite.core.asset_loader import DjangoViteAssetLoader

from community.lib import components


def rendered(source: str, **values: Any) -> BeautifulSoup:
    template = Template(source, Origin("here.html", template_name="here.html"))
    return BeautifulSoup(template.render(Context(values)), "html.parser")


def only(soup: BeautifulSoup, selector: str) -> Tag:
    """The one element that `selector` finds."""
    found = soup.select(selector)
    assert len(found) == 1, f"{selector}: {soup}"
    return found[0]


def request_to(address: str) -> HttpRequest:
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    return request


class GatheringForm(forms.Form):
    title = forms.CharField(label="Tittel", help_text="Kort.")
    place = forms.CharField(label="Sted", required=False)
    kind = forms.ChoiceField(
        label="Type", choices=[("a", "Åpen"), ("b", "Lukket")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Ingen kan kjennes igjen", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, initial="x")


@pytest.fixture(autouse=True)
def no_address_is_kept() -> Iterator[None]:
    """Addresses of built files are kept by the process; tests change what is built."""
    forget = components.built_file.cache_clear
    forget()
    yield
    forget()


@pytest.fixture
def nothing_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """The front end has not been built: the manifest names no file."""
    client = DjangoViteAssetLoader.instance()._apps["default"]
    monkeypatch.setattr(client.manifest, "_entries", {})


# --- Props ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        '{% button label="Lagre" colour="red" %}',
        '{% avatar name="Kari" shape="square" %}',
        '{% message_box title="Hei" size="big" %}{% endmessage_box %}',
        "{% button %}",
    ],
)
def test_a_prop_that_is_not_declared_or_is_missing_is_refused_at_compile_time(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(source)


@pytest.mark.parametrize(
    "source",
    [
        '{% icon "NoSuchIcon" %}',
        '{% button label="Lagre" variant="loud" %}',
        '{% button label="Lagre" type="reset" %}',
        '{% avatar name="Kari" size="huge" %}',
        '{% emblem kind="club" %}',
        '{% message_box title="Hei" variant="shout" %}{% endmessage_box %}',
    ],
)
def test_a_value_that_a_prop_may_not_have_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="only one of"):
        rendered(source)


# --- Icons and the built files --------------------------------------------------------------


def test_an_icon_beside_a_word_is_hidden_from_screen_readers() -> None:
    svg = only(rendered('{% icon "Bell" %}'), "svg.icon")

    assert svg["aria-hidden"] == "true"
    assert svg.select_one("use")["href"].endswith("#Bell")


def test_an_icon_alone_has_a_name() -> None:
    svg = only(rendered('{% icon "Bell" label="Varsler & nytt" %}'), "svg")

    assert svg["role"] == "img"
    assert svg.title.string == "Varsler & nytt"


def test_icons_point_to_the_built_sprite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "built_file", lambda source: f"/static/assets/new-{source}")

    assert 'href="/static/assets/new-icons.svg#Bell"' in str(rendered('{% icon "Bell" %}'))


def test_icons_keep_a_stable_address_when_nothing_is_built(nothing_built: None) -> None:
    assert only(rendered('{% icon "Bell" %}'), "use")["href"] == "/static/icons.svg#Bell"


def test_with_vites_server_icons_come_from_our_own_origin(settings: Any) -> None:
    settings.DJANGO_VITE = {"default": {"dev_mode": True}}

    assert only(rendered('{% icon "Bell" %}'), "use")["href"] == "/static/icons.svg#Bell"


def test_a_page_stands_without_the_build(nothing_built: None) -> None:
    head = rendered("{% page_assets %}")

    assert head.select("script") == head.select("link[rel=stylesheet]") == []
    assert only(head, "link[rel=icon]")["href"] == "/static/mark.svg"


def test_every_icon_that_components_choose_themselves_is_declared() -> None:
    chosen = {*components.ACCESS_ICONS.values(), *components.MESSAGE_ICONS.values()}

    assert chosen <= components.icon_names()


# --- Pictures -------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["mark", "scene", "plan", "houses"])
def test_drawings_say_nothing_to_screen_readers(tag: str) -> None:
    assert only(rendered(f"{{% {tag} %}}"), "svg")["aria-hidden"] == "true"


def test_each_kind_of_network_has_a_yard_of_its_own() -> None:
    yards = {str(rendered("{% emblem kind=kind %}", kind=kind)) for kind in components.EMBLEMS}

    assert len(yards) == len(components.EMBLEMS)


def test_a_date_leaf_has_day_and_month_in_the_readers_language() -> None:
    with translation.override("nb"):
        leaf = rendered("{% date_leaf date=date %}", date=dt.date(2026, 10, 3))

    assert leaf.get_text(" ", strip=True) == "3 okt."


# --- People and marks -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Kari Nymoen", "KN"), ("Åse Marie Lunde", "ÅL"), ("Leila", "L"), ("", "")],
)
def test_an_avatar_has_first_and_last_initial(name: str, letters: str) -> None:
    avatar = only(rendered("{% avatar name=name %}", name=name), ".avatar")

    assert avatar.get_text() == letters
    assert avatar["aria-hidden"] == "true"


def test_a_person_keeps_their_tone_everywhere() -> None:
    small = only(rendered('{% avatar name="Kari" id=7 size="small" %}'), ".avatar--small")
    large = only(rendered('{% avatar name="Kari" id=7 size="large" %}'), ".avatar--large")

    assert small["data-tone"] == large["data-tone"] == "3"


def test_someone_without_an_id_has_a_tone_as_well() -> None:
    avatar = only(rendered("{% avatar name='Sosionom' id=author_id %}", author_id=None), ".avatar")

    assert avatar["data-tone"] == "0"


def test_presence_is_shown_only_when_said() -> None:
    assert rendered('{% avatar name="Kari" here=True %}').select("[data-here]")
    assert not rendered('{% avatar name="Kari" %}').select("[data-here]")


def test_presence_has_words_for_those_who_see_no_dot() -> None:
    avatar = only(rendered('{% avatar name="Kari Nymoen" here=True %}'), ".avatar")

    assert [span.get_text() for span in avatar.select("span:not([aria-hidden])")] == ["her nå"]


def test_presence_of_a_named_member_can_come_and_go() -> None:
    avatar = only(rendered('{% avatar name="Kari Nymoen" member=7 %}'), ".avatar")

    assert avatar["data-member"] == "7"
    assert "data-here" not in avatar.attrs
    assert [span.get_text() for span in avatar.select("span")] == ["KN", "her nå"]


def test_an_area_mark_says_local_and_where() -> None:
    mark = only(rendered("{% area_mark area=area %}", area="Hamar <By>"), ".tag--local")

    assert mark.get_text() == "Lokal: Hamar <By>"


@pytest.mark.parametrize("area", [None, ""])
def test_what_has_no_area_is_common(area: str | None) -> None:
    mark = only(rendered("{% area_mark area=area %}", area=area), ".tag")

    assert mark.get_text() == "Felles"
    assert "tag--local" not in mark["class"]


@pytest.mark.parametrize(
    ("access", "icon"), [("restricted", "PersonGroup"), ("private", "PadlockLocked")]
)
def test_an_access_mark_says_who_may_in_words(access: str, icon: str) -> None:
    network = SimpleNamespace(access=access, get_access_display=lambda: "For medlemmer")
    mark = only(rendered("{% access_mark network=network %}", network=network), ".tag")

    assert mark.get_text() == "For medlemmer"
    assert mark.use["href"].endswith(f"#{icon}")


# --- Buttons, chips, ways around ------------------------------------------------------------


def test_a_button_with_an_address_is_a_link() -> None:
    link = only(rendered('{% button label="Meld deg på" href="/meld/?a=1&b=2" %}'), "a.ds-button")

    assert link["href"] == "/meld/?a=1&b=2"
    assert link["data-variant"] == "secondary"


def test_a_button_sends_its_form_with_name_and_value() -> None:
    button = only(
        rendered('{% button label="Slett" tone="danger" name="act" value="delete" %}'), "button"
    )

    assert (button["type"], button["name"], button["value"]) == ("submit", "act", "delete")
    assert button["data-color"] == "danger"


def test_a_chip_that_is_a_link_says_that_it_is_the_current_one() -> None:
    chips = rendered(
        '{% chip label="Alle" href="?" current=True %}{% chip label="Hamar" href="?a=1" %}'
    )

    assert [chip.get("aria-current") for chip in chips.select("a")] == ["true", None]


def test_a_chip_that_is_a_button_says_whether_it_is_pressed() -> None:
    chips = rendered('{% chip label="Alle" current=True %}{% chip label="Uleste" count=0 %}')

    assert [chip["aria-pressed"] for chip in chips.select("button")] == ["true", "false"]
    assert only(chips, ".chip__count").get_text() == "0"


def test_a_filter_that_is_on_says_that_pressing_takes_it_away() -> None:
    chip = only(rendered('{% chip label="Innlandet" href="?" removes=True %}'), ".chip--active")

    assert chip.get_text(" ", strip=True) == "Innlandet – Fjern"


def test_the_last_step_of_a_trail_is_the_page_itself() -> None:
    trail = [("Nettverk", "/nettverk/"), ("Palliasjon", "/nettverk/p/"), ("Kasus", None)]
    soup = rendered("{% breadcrumb trail=trail %}", trail=trail)

    assert [link["href"] for link in soup.select("a")] == ["/nettverk/", "/nettverk/p/"]
    assert only(soup, "[aria-current=page]").get_text() == "Kasus"


def test_a_menu_item_is_current_on_its_page_and_below() -> None:
    source = '{% menu_item label="Nettverk" name="networks:index" %}'

    assert rendered(source, request=request_to("/nettverk/palliasjon/")).select("[aria-current]")
    assert not rendered(source, request=request_to("/om/")).select("[aria-current]")


def test_a_menu_item_is_current_on_the_pages_of_an_app_that_belongs_under_it() -> None:
    source = '{% menu_item label="Nettverk" name="networks:index" also="forums" %}'
    request = request_to("/forum/1/")

    assert not rendered(source, request=request).select("[aria-current]")
    request.resolver_match = SimpleNamespace(app_name="forums")
    assert rendered(source, request=request).select("[aria-current]")


def test_visitors_have_the_main_menu_without_what_is_for_members() -> None:
    soup = page("404.html", request_to("/borte/"))

    assert [item.get_text() for item in soup.select(".main-menu a")] == ["Nettverk"]


def test_each_language_is_named_in_itself_and_leads_back_here() -> None:
    with translation.override("nn"):
        soup = rendered("{% language_links %}", request=request_to("/om/?a=1&b=2"))

    assert [(a["lang"], a.get_text()) for a in soup.select("a")] == [
        ("nb", "Bokmål"), ("nn", "Nynorsk"), ("da", "Dansk"), ("en", "English"),
    ]  # fmt: skip
    assert only(soup, "[aria-current]")["lang"] == "nn"
    assert soup.a["href"].endswith("?next=%2Fom%2F%3Fa%3D1%26b%3D2")


PAGINATION = '{% pagination page=page things="tråder" newer="Nyere" older="Eldre" %}'


def test_pages_keep_the_other_filters() -> None:
    page = Paginator(range(50), 20).page(2)
    soup = rendered(PAGINATION, page=page, request=request_to("/forum/1/?type=case&side=2"))

    assert [link["href"] for link in soup.select("a")] == [
        "?type=case&side=1", "?type=case&side=3",
    ]  # fmt: skip
    assert only(soup, "p").get_text() == "21–40 av 50 tråder"


def test_a_list_of_one_page_is_only_counted_and_one_thing_alone_not_even_that() -> None:
    several = rendered(PAGINATION, page=Paginator(range(3), 20).page(1), request=request_to("/"))
    one = rendered(PAGINATION, page=Paginator([1], 20).page(1), request=request_to("/"))

    assert several.get_text().strip() == "3 tråder"
    assert several.select("a, nav") == []
    assert one.get_text().strip() == ""


def test_a_last_page_of_one_is_no_stretch() -> None:
    page = Paginator(range(21), 20).page(2)
    soup = rendered(PAGINATION, page=page, request=request_to("/?side=2"))

    assert only(soup, "p").get_text() == "21 av 21 tråder"


# --- Said in boxes --------------------------------------------------------------------------


def test_a_message_box_keeps_its_content_and_escapes_its_title() -> None:
    box = only(
        rendered(
            '{% message_box title=title variant="danger" level=3 %}<p>Ikke {{ word }}</p>'
            "{% endmessage_box %}",
            title="Trukket <b>tilbake</b>",
            word="<i>bruk</i>",
        ),
        ".message--danger",
    )

    assert box.h3.get_text() == "Trukket <b>tilbake</b>"
    assert box.p.get_text() == "Ikke <i>bruk</i>"


def test_an_empty_state_has_a_heading_and_what_to_do() -> None:
    box = only(
        rendered(
            '{% empty_state title="Her er det stille ennå" %}{% button label="Start" %}'
            "{% endempty_state %}"
        ),
        ".empty-state",
    )

    assert box.h2.get_text() == "Her er det stille ennå"
    assert box.button.get_text() == "Start"


# --- Forms ----------------------------------------------------------------------------------


def test_a_field_has_its_label_and_its_hint() -> None:
    soup = rendered("{% field field=form.title %}", form=GatheringForm())
    box = only(soup, "input.ds-input")

    assert only(soup, "label")["for"] == box["id"]
    assert only(soup, f"#{box['aria-describedby']}").get_text() == "Kort."
    assert "aria-invalid" not in box.attrs


def test_a_field_that_may_be_empty_says_so() -> None:
    soup = rendered("{% field field=form.place %}", form=GatheringForm())

    assert soup.label.get_text().split() == ["Sted", "(valgfritt)"]


def test_a_wrong_field_keeps_what_was_written_and_says_what_is_wrong() -> None:
    form = GatheringForm({"title": "", "place": "Hamar <1>"})
    title = rendered("{% field field=form.title %}", form=form)
    described = [title.find(id=name) for name in title.input["aria-describedby"].split()]

    assert title.input["aria-invalid"] == "true"
    assert [element["class"] for element in described] == [["field__hint"], ["field__error"]]
    assert rendered("{% field field=form.place %}", form=form).input["value"] == "Hamar <1>"


def test_a_group_of_choices_is_a_fieldset() -> None:
    soup = rendered("{% field field=form.kind %}", form=GatheringForm({"kind": "b"}))

    assert only(soup, "fieldset > legend").get_text(strip=True) == "Type"
    assert [box["class"] for box in soup.select("input[type=radio]")] == [["ds-input"]] * 2
    assert only(soup, "input[checked]")["value"] == "b"
    assert {label["for"] for label in soup.select("label")} == {
        box["id"] for box in soup.select("input")
    }


def test_a_tick_has_its_label_after_it() -> None:
    label = only(rendered("{% field field=form.agreed %}", form=GatheringForm()), "label")

    assert [child.name for child in label.find_all(recursive=False)] == ["input", "span"]


def test_a_hidden_field_has_no_label() -> None:
    soup = rendered("{% field field=form.secret %}", form=GatheringForm())

    assert soup.select("label") == []
    assert soup.input["type"] == "hidden"


def test_a_summary_of_errors_leads_to_each_field_and_takes_focus() -> None:
    form = GatheringForm({"title": "", "secret": "x"})
    form.add_error(None, "Tiden er ute.")
    soup = rendered(
        "{% form_errors form=form %}{% for each in form %}{% field field=each %}{% endfor %}",
        form=form,
    )
    summary = only(soup, ".message--danger")

    assert summary.h2.get_text() == "3 ting må rettes"
    assert "autofocus" in summary.attrs
    assert "Tiden er ute." in summary.get_text()
    for link in summary.select("a"):
        assert soup.select(link["href"]), f"{link} leads nowhere"
    assert len(summary.select("a")) == 2


def test_one_error_is_counted_in_words() -> None:
    form = GatheringForm({"title": "", "kind": "a", "secret": "x"})

    assert "Én ting må rettes" in str(rendered("{% form_errors form=form %}", form=form))


@pytest.mark.parametrize("data", [None, {"title": "Sorg", "kind": "a", "secret": "x"}])
def test_a_form_without_errors_has_no_summary(data: dict[str, str] | None) -> None:
    soup = rendered("{% form_errors form=form %}", form=GatheringForm(data))

    assert soup.get_text(strip=True) == ""


# --- The pages that everything stands in ----------------------------------------------------


def page(template: str, request: HttpRequest, **context: Any) -> BeautifulSoup:
    return BeautifulSoup(
        render_to_string(template, {"user": request.user, **context}, request), "html.parser"
    )


def test_a_visitors_page_carries_no_token() -> None:
    assert "csrfmiddlewaretoken" not in str(page("404.html", request_to("/borte/")))


def test_a_visitor_comes_back_here_after_signing_in() -> None:
    soup = page("404.html", request_to("/borte/?a=1&b=2"))

    assert soup.select_one(".site-header__end a")["href"].endswith(
        "?next=%2Fborte%2F%3Fa%3D1%26b%3D2"
    )


def test_a_member_signs_out_by_a_form() -> None:
    request = request_to("/borte/")
    request.user = SimpleNamespace(
        is_authenticated=True, is_confirmed=True, name="Kari Nymoen", pk=1, email="k@x.example",
        color_scheme="dark",
    )  # fmt: skip
    soup = page("404.html", request)

    assert soup.html["data-color-scheme"] == "dark"
    assert all(form["method"] == "post" for form in soup.select("form[action$=logout\\/]"))
    assert soup.select("form[action$=logout\\/] [name=csrfmiddlewaretoken]")
    assert [item.get_text() for item in soup.select(".main-menu a")] == ["Nettverk", "Medlemmer"]


def test_the_first_link_of_a_page_skips_to_its_content() -> None:
    soup = page("404.html", request_to("/borte/"))

    assert soup.select_one(soup.body.a["href"]).name == "main"


@pytest.mark.parametrize(
    ("decided", "chosen", "words"),
    [(False, None, "Velg område"), (True, None, "Hele landet"), (True, "Hamar", "Hamar")],
)
def test_the_area_button_says_where_you_stand(
    decided: bool, chosen: str | None, words: str
) -> None:
    request = request_to("/borte/")
    request.area_decided, request.chosen_area = decided, chosen

    assert page("404.html", request).select_one(".area-button__name").get_text() == words


def test_an_area_that_is_shown_but_not_chosen_can_be_chosen() -> None:
    request = request_to("/borte/?area=gjovik")
    request.area, request.chosen_area = SimpleNamespace(slug="gjovik"), None
    link = only(page("404.html", request), ".area-notice a")

    assert link["href"] == "/velg-omrade/valgt/?area=gjovik&next=%2Fborte%2F"


def test_the_chosen_area_needs_no_notice() -> None:
    request = request_to("/borte/?area=gjovik")
    request.area = request.chosen_area = SimpleNamespace(slug="gjovik")

    assert page("404.html", request).select(".area-notice") == []


@pytest.mark.parametrize(("language", "front"), [("nb", "/"), ("nn", "/nn/")])
@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "404.html"])
def test_an_error_page_leads_to_the_front_in_the_readers_language(
    template: str, language: str, front: str
) -> None:
    with translation.override(language):
        soup = page(template, request_to("/borte/"))

    assert only(soup, "main a.ds-button:first-child")["href"] == front
    assert soup.select_one("a.brand")["href"] == front


def test_a_missing_page_may_say_what_is_missing() -> None:
    soup = page("404.html", request_to("/borte/"), exception_message="Vi kjenner ikke «Tull».")

    assert soup.select_one(".lead").get_text() == "Vi kjenner ikke «Tull»."


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_our_own_errors_need_neither_request_nor_build(template: str, nothing_built: None) -> None:
    soup = BeautifulSoup(render_to_string(template), "html.parser")

    assert soup.html["lang"] == "nb"
    assert soup.h1.get_text() in soup.title.get_text()


def test_no_page_of_the_look_has_style_or_script_in_it() -> None:
    soup = page("_look/index.html", request_to("/_look/"))

    assert soup.select("[style], style, script:not([src])") == []
    assert [
        tag for tag in soup.find_all() if any(name.startswith("on") for name in tag.attrs)
    ] == []


def test_the_living_page_shows_every_component_that_needs_no_object() -> None:
    need_an_object = {
        "access_mark", "breadcrumb", "date_leaf", "field", "form_errors", "pagination",
    }  # fmt: skip
    belong_to_the_frame = {"houses", "language_links", "menu_item", "page_assets"}
    folder = Path(settings.BASE_DIR) / "templates" / "_look"
    source = "".join(file.read_text() for file in folder.glob("*.html"))
    shown = {name for name in components.register.tags if f"{{% {name} " in source}

    assert shown == set(components.register.tags) - need_an_object - belong_to_the_frame


# --- The account pages that allauth brings along ----------------------------------------------


def test_an_element_form_of_allauth_is_made_of_our_fields_and_buttons() -> None:
    soup = rendered(
        """
        {% load allauth %}
        {% element form form=form method="post" action="/konto/" %}
          {% slot body %}{% element fields form=form %}{% endelement %}{% endslot %}
          {% slot actions %}
            {% element button type="submit" %}Lagre{% endelement %}
            {% element button href="/" tags="outline,cancel" %}Avbryt{% endelement %}
            {% element button type="submit" name="remove" tags="danger" %}Fjern{% endelement %}
          {% endslot %}
        {% endelement %}
        """,
        form=GatheringForm({"title": ""}),
    )

    assert only(soup, "form.form")["action"] == "/konto/"
    assert only(soup, "#id_title")["aria-invalid"] == "true"
    assert [button["data-variant"] for button in soup.select(".ds-button")] == [
        "primary", "secondary", "secondary",
    ]  # fmt: skip
    assert only(soup, "button[name=remove]")["data-color"] == "danger"


def test_an_element_field_of_allauth_is_tied_to_its_hint_and_its_error() -> None:
    soup = rendered(
        """
        {% load allauth %}
        {% element field id="mail" name="mail" type="email" value="a@b" errors=errors %}
          {% slot label %}Adresse{% endslot %}{% slot help_text %}Den du leser.{% endslot %}
        {% endelement %}
        """,
        errors=["Ikke en adresse."],
    )

    assert only(soup, "label")["for"] == "mail"
    described_by = soup.input["aria-describedby"].split()
    assert [soup.find(id=name).get_text(strip=True) for name in described_by] == [
        "Den du leser.", "Ikke en adresse.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "account_inactive", "email_confirm", "logout", "password_reset_done",
        "password_reset_from_key_done", "reauthenticate", "signup_closed", "verification_sent",
        "verified_email_required",
    ],
)  # fmt: skip
def test_an_account_page_stands_in_our_frame_and_says_what_it_is(name: str) -> None:
    request = request_to("/konto/")
    soup = page(f"account/{name}.html", request)

    assert soup.select_one(".site-header .mark")
    assert only(soup, "main .account h1").get_text(strip=True)
    assert soup.title.get_text(strip=True).removesuffix(" – Samtun")
