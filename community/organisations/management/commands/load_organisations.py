from typing import Any

from django.core.management.base import BaseCommand

from community.members.system import SYSTEM
from community.organisations.actions.load_organisations import load_organisations


class Command(BaseCommand):
    help = "Loads hospitals and municipalities as organisations. Run load_areas before."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Organisations: {load_organisations(actor=SYSTEM)}.")
