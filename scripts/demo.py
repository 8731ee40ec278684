"""Migrates, loads the demonstration and serves it, in one process: `make demo`.

One process, so that Django starts once, and so that the database is claimed before anything in
it is touched: a server that already uses it is told of, not disturbed.
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def start_django(port: int) -> None:
    """Load the project as the embedded profile, with addresses that carry the port."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.base")
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    django.setup()


def demo(port: int) -> None:
    from django.core.management import call_command

    from realtime.management.commands.serve import check_port
    from realtime.single_process import claim_database

    check_port("127.0.0.1", port)
    print("Starting …", flush=True)
    start_django(port)
    claim_database()
    call_command("migrate", verbosity=0)
    call_command("demo")
    call_command("serve", port=port)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError

    try:
        demo(port)
    except (CommandError, ImproperlyConfigured) as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
