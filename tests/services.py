"""What the tests borrow from the machine: PostgreSQL, Redis and Chromium, where it has them."""

import os
import shutil

import psycopg
import redis

DATABASE_URL = os.environ.get(
    "TEST_DATABASE_URL", "postgres://postgres:postgres@127.0.0.1:5432/postgres"
)
# Emptied by the tests, so a number that nothing else is likely to use.
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
PATIENCE_SECONDS = 3
CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


def required() -> bool:
    """Whether a test that cannot run is a failure: so in continuous integration."""
    return os.environ.get("REQUIRE_SERVICES", "") not in {"", "0"}


def why_no_services() -> str:
    """One sentence saying what cannot be reached; empty when all can."""
    return _why_no_database() or _why_no_redis()


def _why_no_database() -> str:
    query = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect(DATABASE_URL, connect_timeout=PATIENCE_SECONDS) as connection:
            may_create = connection.execute(query).fetchone()
    except psycopg.Error as error:
        reason = str(error).splitlines()[0]
        return f"PostgreSQL cannot be reached ({reason}); TEST_DATABASE_URL names another."
    if may_create is None or not may_create[0]:
        return "The user in TEST_DATABASE_URL may not create databases."
    return ""


def _why_no_redis() -> str:
    try:
        with redis.Redis.from_url(REDIS_URL, socket_connect_timeout=PATIENCE_SECONDS) as client:
            client.ping()
    except redis.RedisError as error:
        return f"Redis cannot be reached ({error}); TEST_REDIS_URL names another."
    return ""


def chromium() -> str | None:
    """Where Chromium is: as CHROMIUM_PATH says, else by its usual names."""
    named = os.environ.get("CHROMIUM_PATH")
    if named:
        return named
    found = (shutil.which(name) for name in CHROMIUM_NAMES)
    return next((path for path in found if path), None)
