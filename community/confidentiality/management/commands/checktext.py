"""The identifier guard for other programs: a text in, what was found out, never the text."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community.confidentiality.guard import find_identifiers


class Command(BaseCommand):
    help = (
        "Reads one text (UTF-8) from standard input and writes the identity numbers found in it "
        "to standard output, as a JSON list of kind, severity, start and end in code points."
    )
    requires_system_checks: list[str] = []  # needs neither database nor templates

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--lines",
            action="store_true",
            help="read one text a line, and write one list a line as soon as it is known",
        )

    def handle(self, *args: Any, lines: bool, **options: Any) -> None:
        source = sys.stdin.buffer
        for raw in source if lines else [source.read()]:
            self.stdout.write(findings_as_json(decoded(raw.rstrip(b"\r\n") if lines else raw)))
            self.stdout.flush()


def decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        # Not chained: the original error carries the text.
        raise CommandError("The input is not valid UTF-8.", returncode=2) from None


def findings_as_json(text: str) -> str:
    return json.dumps([asdict(finding) for finding in find_identifiers(text)])
