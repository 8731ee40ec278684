"""Production starts when all it needs is named, and says all that is missing when not."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.once

COMPLETE = {
    "SECRET_KEY": "of-more-than-fifty-characters-" + "abcdefghijklmnopqrstuvwxyz0123456789",
    "SITE_URL": "https://samtun.example",
    "DATABASE_URL": "postgres://samtun:hemmelig@db.example:5432/samtun",
    "REDIS_URL": "redis://redis.example:6379/0",
    "EMAIL_URL": "smtp+tls://samtun:hemmelig@mail.example:587",
    "DEFAULT_FROM_EMAIL": "Samtun <samtun@samtun.example>",
    "CONTACT_EMAIL": "kontakt@samtun.example",
}


def run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command in production settings, in an environment of exactly these variables."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "community.settings.production",
            "SAMTUN_VAR": str(settings.VAR_DIR),
        }
        | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in COMPLETE.items() if key != name}


def test_with_everything_named_the_deployment_check_is_clean():
    done = run("check", "--deploy", "--fail-level=WARNING", **COMPLETE)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_with_nothing_named_each_missing_thing_is_said():
    done = run("check")
    assert done.returncode != 0
    missing = {line.split()[1] for line in done.stderr.splitlines() if "is missing" in line}
    assert missing == set(COMPLETE)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        (without("REDIS_URL"), "REDIS_URL is missing: redis://"),
        (COMPLETE | {"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        (COMPLETE | {"SITE_URL": "http://samtun.example"}, "SITE_URL must begin with https://"),
        (COMPLETE | {"DATABASE_URL": "sqlite:////var/a.sqlite3"}, "DATABASE_URL must name Postgre"),
        (COMPLETE | {"DATABASE_URL": "db.example"}, "DATABASE_URL must look like postgres://"),
        (COMPLETE | {"EMAIL_URL": "mail.example"}, "EMAIL_URL must look like smtp"),
        (COMPLETE | {"HSTS_PRELOAD": "maybe"}, "HSTS_PRELOAD must be 1 or 0"),
        (COMPLETE | {"TRUSTED_PROXIES": "one"}, "TRUSTED_PROXIES must be a whole number"),
        (COMPLETE | {"SECRET_KEY_FILE": "/no/such/file"}, "SECRET_KEY_FILE: cannot read"),
    ],
)
def test_what_is_missing_or_unfit_stops_the_start_by_name(variables, sentence):
    done = run("check", **variables)
    assert done.returncode != 0
    assert sentence in done.stderr


def test_a_secret_in_a_file_will_do(tmp_path):
    (tmp_path / "key").write_text(COMPLETE["SECRET_KEY"], encoding="utf-8")
    done = run("check", SECRET_KEY_FILE=str(tmp_path / "key"), **without("SECRET_KEY"))
    assert done.returncode == 0, done.stderr
