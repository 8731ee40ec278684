"""What follows when Wagtail changes pages: its own editor has no actions of ours to do it."""

from typing import Any

from django.apps import apps as current_apps

# Wagtail tells of a page made private in no other way.
from django.db.models.signals import post_delete, post_save  # noqa: TID251
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.pages.models import HomePage
from cms.pages.page_cache import forget_pages


def connect() -> None:
    """Visitors see a change at once, whichever way it was made."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_forget_pages, dispatch_uid="pages.forget")
    post_delete.connect(_forget_deleted, dispatch_uid="pages.forget_deleted")
    for signal in (post_save, post_delete):
        signal.connect(_forget_pages, sender=PageViewRestriction, dispatch_uid="pages.forget")


def finish_front_page(apps: Any = current_apps, **kwargs: Any) -> None:
    """After `migrate`: the front page that a migration made has no revision, and the editor takes
    no page without one."""
    try:
        apps.get_model("pages", "HomePage")
    except LookupError:
        return  # a step back to before our tables
    for home in HomePage.objects.filter(latest_revision=None):
        home.save_revision().publish()


def _forget_pages(**kwargs: Any) -> None:
    forget_pages()


def _forget_deleted(sender: type, **kwargs: Any) -> None:
    if issubclass(sender, Page):
        forget_pages()
