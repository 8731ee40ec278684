"""Every value from the environment is read strictly: a wrong one is named, never guessed."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from community.settings import environment


def test_text_comes_from_the_variable_or_else_the_default(monkeypatch):
    monkeypatch.delenv("THING", raising=False)
    assert environment.text("THING", "default") == "default"
    monkeypatch.setenv("THING", "set")
    assert environment.text("THING", "default") == "set"


def test_a_secret_may_lie_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("from the file\n", encoding="utf-8")
    monkeypatch.setenv("THING", "from the variable")
    monkeypatch.setenv("THING_FILE", str(tmp_path / "secret"))
    assert environment.text("THING") == "from the file"


def test_a_file_that_cannot_be_read_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("THING_FILE", str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured, match=r"THING_FILE: cannot read .*missing"):
        environment.text("THING")


@pytest.mark.parametrize(
    ("value", "meaning"),
    [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False), ("off", False)],
)
def test_a_flag_is_yes_or_no(monkeypatch, value, meaning):
    monkeypatch.setenv("THING", value)
    assert environment.flag("THING", default=not meaning) is meaning


@pytest.mark.parametrize("default", [True, False])
def test_an_empty_flag_is_its_default(monkeypatch, default):
    monkeypatch.setenv("THING", "")
    assert environment.flag("THING", default=default) is default


@pytest.mark.parametrize("value", ["maybe", "2", "ja"])
def test_any_other_flag_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("THING", value)
    with pytest.raises(ImproperlyConfigured, match=f"THING must be 1 or 0, not '{value}'"):
        environment.flag("THING", default=True)


def test_a_whole_number_is_read_and_anything_else_refused_by_name(monkeypatch):
    monkeypatch.setenv("THING", " 12 ")
    assert environment.whole_number("THING", 3) == 12
    monkeypatch.setenv("THING", "")
    assert environment.whole_number("THING", 3) == 3
    monkeypatch.setenv("THING", "twelve")
    with pytest.raises(ImproperlyConfigured, match="THING must be a whole number, not 'twelve'"):
        environment.whole_number("THING", 3)


def test_names_are_parted_by_commas(monkeypatch):
    monkeypatch.setenv("THING", "a.example, ,b.example,")
    assert environment.names("THING") == ["a.example", "b.example"]


def test_a_database_address_is_taken_apart(monkeypatch):
    monkeypatch.setenv("THING", "postgres://kari:hem%2Fmelig@db.example:5433/samtun")
    config = environment.database("THING", "")
    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert (config["USER"], config["PASSWORD"]) == ("kari", "hem/melig")
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example", 5433, "samtun")


@pytest.mark.parametrize("value", ["samtun", "postgres://", "sqlite://", "http://db.example/x"])
def test_what_is_no_database_address_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("THING", value)
    with pytest.raises(ImproperlyConfigured, match="THING must look like postgres://"):
        environment.database("THING", "")


def test_a_mail_address_is_taken_apart(monkeypatch):
    monkeypatch.setenv("THING", "smtp+tls://kari:hemmelig@mail.example:587")
    config = environment.email("THING", "")
    assert (config["EMAIL_HOST"], config["EMAIL_PORT"]) == ("mail.example", 587)
    assert config["EMAIL_USE_TLS"] is True


@pytest.mark.parametrize("value", ["mail.example", "pigeon://mail.example"])
def test_what_is_no_mail_address_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("THING", value)
    with pytest.raises(ImproperlyConfigured, match="THING must look like smtp"):
        environment.email("THING", "")


def test_a_key_is_made_once_kept_and_its_owners_only(tmp_path):
    path = tmp_path / "new" / "secret-key"
    key = environment.kept_key(path)
    assert len(key) >= 50
    assert environment.kept_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
