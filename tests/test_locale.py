"""Every sentence of the site is said in four languages, and none of them is half said."""

import re
import shutil
from collections import Counter
from pathlib import Path

import allauth.account
import pytest
from babel.messages import Catalog, Message
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real

from scripts.compile_messages import compile_catalogue, stale_catalogues
from scripts.update_messages import (
    LOCALE,
    SOURCE_LANGUAGE,
    TRANSLATIONS,
    catalogue,
    is_translated,
    messages_in,
    package_messages,
    project_messages,
    update,
)
from tests.factories import make_member

LANGUAGES = (SOURCE_LANGUAGE, *TRANSLATIONS)


def messages(catalog: Catalog) -> list[Message]:
    """All but the header."""
    return [message for message in catalog if message.id]


# --- The catalogues -------------------------------------------------------------------------


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_everything_we_say_is_translated(language):
    known = catalogue(language)
    said = messages(project_messages())
    assert len(said) > 400
    ours = {each.id: known.get(each.id, each.context) for each in said}
    unsaid = [id for id, message in ours.items() if not message or not is_translated(message)]
    assert unsaid == [], "scripts/update_messages.py brings them, and somebody who knows the words"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_of_what_nobody_says(language):
    said = [project_messages(), *package_messages().values()]
    left = [
        message.id
        for message in messages(catalogue(language))
        if not any(each.get(message.id, message.context) for each in said)
    ]
    assert left == []


def test_bokmal_is_in_the_source_and_its_catalogue_only_betters_packages():
    ours = [message.id for message in messages(catalogue(SOURCE_LANGUAGE))]
    assert ours
    assert not [each for each in ours if project_messages().get(each)]


# --- The translations -----------------------------------------------------------------------

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}|</?\w+>")


def faults(message: Message) -> list[str]:
    """What would break, or look broken, where `message` is shown."""
    pairs = list(zip(forms(message.id), forms(message.string), strict=False))
    found = ["is fuzzy"] if message.fuzzy else []
    if len(forms(message.id)) != len(forms(message.string)):
        found.append("has too few forms")
    if any(not ours.strip() for _theirs, ours in pairs):
        found.append("is empty")
    if any(placeholders(theirs) != placeholders(ours) for theirs, ours in pairs):
        found.append("has other placeholders")
    if any(edges(theirs) != edges(ours) for theirs, ours in pairs):
        found.append("begins or ends with other space")
    return found


def forms(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_whole(language):
    found = {message.id: faults(message) for message in messages(catalogue(language))}
    assert {id: each for id, each in found.items() if each} == {}


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message("Hei", ""), "is empty"),
        (Message("Hei", "Hello", flags=["fuzzy"]), "is fuzzy"),
        (Message("Hei, %(name)s", "Hello, %(navn)s"), "has other placeholders"),
        (Message("{count} nye svar", "New replies"), "has other placeholders"),
        (Message("400 %%", "400 %"), "has other placeholders"),
        (Message("<b>1</b> svar", "<i>1</i> reply"), "has other placeholders"),
        (Message("Hei ", "Hello"), "begins or ends with other space"),
        (Message(("ett svar", "%(count)s svar"), ("one reply",)), "has too few forms"),
        (Message(("ett svar", "%(count)s svar"), ("one reply", "replies")),
         "has other placeholders"),
    ],
)  # fmt: skip
def test_a_translation_that_is_not_whole_is_found(message, fault):
    assert faults(message) == [fault]


# --- Keeping them up to date ----------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LOCALE, tmp_path / "locale"))


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "nn" / "LC_MESSAGES" / "django.po"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_update_changes_nothing_when_nothing_is_new(folder, language):
    place = Path(language) / "LC_MESSAGES" / "django.po"
    assert update(language, folder) == []
    assert (folder / place).read_text("utf-8") == (LOCALE / place).read_text("utf-8")


def test_an_update_brings_the_new_empty_and_takes_out_the_old(folder):
    change(folder, 'msgid "Om oss"', 'msgid "Om dykk"')
    assert [message.id for message in update("nn", folder)] == ["Om oss"]
    assert "Om dykk" not in catalogue("nn", folder)


def test_an_update_keeps_what_we_say_for_a_package_as_long_as_it_asks(folder):
    change(folder, 'msgid "Account Already Exists"', 'msgid "Account Was Already There"')
    assert update("nn", folder) == []
    assert "Password Reset" in catalogue("nn", folder)
    assert "Account Was Already There" not in catalogue("nn", folder)


# --- On the pages ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compiled() -> None:
    """The languages as they are now, also where `make messages` has not been run."""
    problems = [text for file in stale_catalogues() for text in compile_catalogue(file)]
    assert problems == []
    trans_real._translations.clear()
    trans_real._default = None


def page(client, path: str, language: str) -> BeautifulSoup:
    client.cookies["language"] = language
    return BeautifulSoup(client.get(path).content, "html.parser")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "heading", "footer"),
    [
        ("nb", "Om Samtun", "Personvern"),
        ("nn", "Om Samtun", "Teieplikt i forum"),
        ("da", "Om Samtun", "Tavshedspligt i fora"),
        ("en", "About Samtun", "Confidentiality in forums"),
    ],
)
def test_a_page_speaks_the_language_that_was_chosen(client, compiled, language, heading, footer):
    shown = page(client, "/om/", language)
    assert shown.html["lang"] == language
    assert shown.h1.get_text(strip=True) == heading
    assert footer in shown.footer.get_text()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "labels", "error"),
    [
        ("nb", ["E-post", "Passord"], "Dette feltet er påkrevet."),
        ("nn", ["E-post", "Passord"], "Fyll ut dette feltet."),
        ("da", ["E-mail", "Adgangskode"], "Udfyld dette felt."),
        ("en", ["Email", "Password"], "Fill in this field."),
    ],
)
def test_so_do_the_forms_that_packages_make(client, compiled, language, labels, error):
    client.cookies["language"] = language
    answer = client.post(reverse("account_login"), {"login": "", "password": ""})
    form = answer.context["form"]
    assert [field.label for field in form.visible_fields()] == labels
    assert set(form.errors["login"]) == {error}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject", "sentence"),
    [
        ("nb", "Velg nytt passord", "Var det ikke deg, trenger du ikke å gjøre noe."),
        ("nn", "Vel nytt passord", "Var det ikkje deg, treng du ikkje å gjere noko."),
        ("da", "Vælg ny adgangskode", "Var det ikke dig, behøver du ikke gøre noget."),
        ("en", "Choose a new password", "If it was not you, there is nothing you need to do."),
    ],
)
def test_and_the_mails(client, compiled, mailoutbox, language, subject, sentence):
    kari = make_member()
    client.cookies["language"] = language
    client.post(reverse("account_reset_password"), {"email": kari.email})
    [mail] = mailoutbox
    assert mail.subject == f"[Samtun] {subject}"
    assert sentence in mail.body


# What allauth says to members; other ways to sign in than by address and password are off.
ACCOUNT = Path(allauth.account.__file__).parent
SPOKEN = (
    *(ACCOUNT / name for name in ("adapter.py", "fields.py", "forms.py")),
    *sorted((ACCOUNT.parent / "templates" / "account" / "email").glob("*.txt")),
    *sorted((ACCOUNT.parent / "templates" / "account" / "messages").glob("*.txt")),
)
SWITCHED_OFF = re.compile(
    r"phone|username|login$|\bcode\b|authenticator|security key|use your password|\(optional\)"
    r"|email \(again\)|confirmation$|same email|select only one|the new value",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", ["nn", "da"])
def test_allauth_says_nothing_in_words_that_are_not_ours(language):
    known = catalogue(language)
    asked = [message.id for message in messages(messages_in(*SPOKEN))]
    reached = [each for each in asked if not SWITCHED_OFF.search(each)]
    assert len(reached) > 50
    assert [each for each in reached if each not in known] == []


@pytest.mark.parametrize("language", ["nb", "nn", "da"])
def test_nor_does_django_of_a_password(compiled, language):
    said = package_messages()["Django's auth"]
    asked = [
        message.id
        for message in messages(said)
        if "password" in str(message.id)
        and any("password_validation" in file for file, _line in message.locations)
    ]
    assert len(asked) > 6
    with translation.override(language):
        english = [each for each in asked if in_the_language_of_now(each) == forms(each)[-1]]
    assert english == []


def in_the_language_of_now(id: str | tuple[str, str]) -> str:
    if isinstance(id, str):
        return translation.gettext(id)
    return translation.ngettext(*id, 12)
