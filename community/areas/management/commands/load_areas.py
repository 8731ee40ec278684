from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community.areas.actions.load_areas import load_areas
from community.areas.sources import DATA, SourceError
from community.members.system import SYSTEM


class Command(BaseCommand):
    help = "Loads countries, health regions, health communities, municipalities and districts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=DATA, help="where the files are")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            report = load_areas(actor=SYSTEM, folder=folder)
        except SourceError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Areas: {report}.")
