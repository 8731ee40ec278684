"""Fill an installation with the demonstration; again, with what is missing of it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.demo.actions import publish
from cms.demo.people import DEMO_PASSWORD, who_can_sign_in
from community.areas.actions.load_areas import load_areas
from community.members.system import SYSTEM


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SESSION_COOKIE_SECURE:
            raise CommandError(
                "The demonstration has known passwords and does not belong in production."
            )
        self.stdout.write("Areas …")
        self.stdout.write(f"  {load_areas(actor=SYSTEM)}")
        self.stdout.write("Organisations …")
        self.stdout.write(f"  {publish.publish_organisations(actor=SYSTEM)}")
        self.stdout.write("Members, networks and discussions …")
        people = publish.publish_people(actor=SYSTEM)
        posts = publish.publish_networks(actor=SYSTEM)
        self.stdout.write("Pages …")
        pages = publish.publish_pages(actor=SYSTEM)
        self.stdout.write(f"  {len(people)} members, {posts} posts and {pages} pages were new")
        self._say_who_can_sign_in()

    def _say_who_can_sign_in(self) -> None:
        self.stdout.write(f"\nThese fictitious people can sign in, all with {DEMO_PASSWORD}\n")
        for email, who in who_can_sign_in():
            self.stdout.write(f"  {email:24} {who}")
