"""No text that people write is stored before the guard has read it.

Every text field of every model is either in `GUARDED`, with what people do to fill it, or in
`NOT_WRITTEN`, with the reason. Each act is done twice: with harmless words, which must arrive in
that field, and with a national number, which must be refused and stored nowhere at all.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models, transaction
from django.http import HttpResponse, JsonResponse
from django.test import RequestFactory

from community.confidentiality.guard import MESSAGES, IdentifierFound
from tests.architecture import writing
from tests.architecture.text_fields import is_ours, label, stored, text_fields
from tests.architecture.writing import Act, Scene, make_scene

NUMBER = "15887810130"  # synthetic: its month is raised by 80, so no person has it
HARMLESS = "hvitveis"


GUARDED: dict[str, tuple[Act, ...]] = {
    # Members, and where they work
    "members.Member.email": (writing.sign_up("email"),),
    "account.EmailAddress.email": (writing.sign_up("email"), writing.another_address),
    "members.Member.name": (writing.profile("name"), writing.sign_up("name")),
    "members.Member.title": (writing.profile("title"), writing.sign_up("title")),
    "members.Member.workplace": (writing.profile("workplace"), writing.sign_up("workplace")),
    "members.Member.expertise": (writing.profile("expertise"),),
    "organisations.Affiliation.unit": (writing.workplace("unit"),),
    "organisations.Affiliation.role": (writing.workplace("role"),),
    "organisations.Organisation.name": (
        writing.new_organisation,
        writing.renamed_organisation,
        writing.organisation_in_administration,
    ),
    # Networks
    "networks.Network.name": (writing.new_network("name"), writing.changed_network("name")),
    "networks.Network.definition": (
        writing.new_network("definition"),
        writing.changed_network("definition"),
    ),
    "networks.Network.background": (
        writing.new_network("background"),
        writing.changed_network("background"),
    ),
    "networks.Network.target_group": (
        writing.new_network("target_group"),
        writing.changed_network("target_group"),
    ),
    "networks.Network.welcome": (
        writing.new_network("welcome"),
        writing.changed_network("welcome"),
    ),
    "networks.JoinRequest.message": (writing.join_request,),
    "networks.JoinRequest.answer": (writing.answer_to_request,),
    "networks.ContactMessage.text": (writing.contact_message,),
    # Forums
    "forums.Board.name": (writing.new_board("name"), writing.changed_board("name")),
    "forums.Board.description": (
        writing.new_board("description"),
        writing.changed_board("description"),
    ),
    "forums.Topic.title": (writing.new_topic("title"), writing.retitled_topic),
    "forums.Post.html": (writing.new_topic("html"), writing.new_post, writing.edited_post),
    # What editors write beside the fields of a page
    "taggit.Tag.name": (writing.page_tag, writing.picture("tags"), writing.document("tags")),
    "wagtailcore.UploadedFile.file": (writing.many_pictures,),
    "wagtailimages.Image.title": (writing.picture("title"),),
    "wagtailimages.Image.description": (writing.picture("description"),),
    "wagtailimages.Image.file": (writing.picture("file"),),
    "wagtaildocs.Document.title": (writing.document("title"),),
    "wagtaildocs.Document.file": (writing.document("file"),),
}

# Of every kind of page. The models refuse it, whichever of Wagtail's ways leads to them.
GUARDED_ON_PAGES = {
    "pages.HomePage": ["title", "slug", "search_description", "lead", "body"],
    "pages.AreaPage": ["title", "slug", "search_description", "lead", "body"],
    "pages.ArticlePage": ["title", "slug", "search_description", "lead", "body"],
    "pages.NewsPage": [
        *("title", "slug", "search_description", "lead", "body"),
        *("picture_alt", "picture_credit"),
    ],
}
GUARDED |= {
    f"{kind}.{field}": writing.page_field(apps.get_model(kind), field)
    for kind, fields in GUARDED_ON_PAGES.items()
    for field in fields
}

NOT_WRITTEN = {
    "members.Member.password": "a hash",
    "members.Member.language": "a code, taken from the address or from a list",
    "networks.Network.slug": "made of the name",
    "organisations.Organisation.number": "nine digits at most, with a control digit",
    "areas.County.number": "read from the files of areas",
    "areas.County.name": "read from the files of areas",
    "areas.County.other_names": "read from the files of areas",
    "areas.Area.name": "read from the files of areas",
    "areas.Area.short_name": "read from the files of areas",
    "areas.Area.other_names": "read from the files of areas",
    "areas.Area.slug": "made of the name",
    "areas.Area.code": "read from the files of areas",
    "areas.Area.hospitals": "read from the files of areas",
    "areas.Area.note": "read from the files of areas",
    "realtime.StreamHead.name": "a stream's name: a kind and an id",
    "realtime.LoggedEvent.stream": "a stream's name: a kind and an id",
    "realtime.LoggedEvent.type": "an event's name, from the code",
    "realtime.LoggedEvent.fields": "ids",
    **{f"{kind}.path": "the place in the tree, by number" for kind in GUARDED_ON_PAGES},
    **{f"{kind}.seo_title": "no form of ours has it" for kind in GUARDED_ON_PAGES},
}

# The same for packages: a whole app, or a model, past what `GUARDED` names of it.
NOT_WRITTEN_IN_PACKAGES = {
    "account.EmailConfirmation": "a key",
    "admin": "a log of what the administration did, by the names of things",
    "auth": "what administrators call a group, and rights by their names in code",
    "contenttypes": "names of models",
    "sessions": "keys, and what the session holds of them",
    "taggit.Tag": "an address made of the name",
    "wagtailadmin.EditingSession": "the id of what is edited",
    "wagtailadmin.FormState": "a preview: what the page's own form has let through",
    "wagtailcore.APIToken": "what administrators call a key",
    "wagtailcore.Collection": "what administrators call a shelf of pictures",
    "wagtailcore.CollectionViewRestriction": "shared passwords are switched off",
    "wagtailcore.Comment": "comments are switched off",
    "wagtailcore.CommentReply": "comments are switched off",
    "wagtailcore.GroupApprovalTask": "what administrators call a step of approval",
    "wagtailcore.Locale": "a language's code",
    "wagtailcore.ModelLogEntry": "a log, by the names of things",
    "wagtailcore.Page": "see the kinds of pages",
    "wagtailcore.PageLogEntry": "a log, by the titles of pages",
    "wagtailcore.PageViewRestriction": "shared passwords are switched off",
    "wagtailcore.ReferenceIndex": "ids, and names of fields",
    "wagtailcore.Revision": "a page's fields, refused before a revision is made",
    "wagtailcore.Site": "what administrators call the site",
    "wagtailcore.Task": "what administrators call a step of approval",
    "wagtailcore.TaskState": "approval is switched off",
    "wagtailcore.Workflow": "what administrators call a way of approval",
    "wagtailcore.WorkflowState": "the id of what is approved",
    "wagtailembeds": "embeds are switched off",
    "wagtailforms": "there are no such forms",
    "wagtailimages.Rendition": "made of the picture's own file name",
    "wagtailredirects": "addresses of pages that moved",
    "wagtailsearch": "an index of pages, pictures and documents",
    "wagtailusers": "settings of the editor, from lists",
}


# --- The fields -----------------------------------------------------------------------------


def fields_by_label() -> dict[str, models.Field]:
    return {
        label(model, field): field for model in apps.get_models() for field in text_fields(model)
    }


def needs_entry(model: type[models.Model]) -> bool:
    names = {model._meta.label, model._meta.app_label}
    return is_ours(model) or not names & set(NOT_WRITTEN_IN_PACKAGES)


def test_every_text_field_is_guarded_or_not_written_by_people():
    needed = {
        label(model, field)
        for model in apps.get_models()
        if needs_entry(model)
        for field in text_fields(model)
    }
    assert needed - set(GUARDED) - set(NOT_WRITTEN) == set()


def test_the_lists_name_nothing_that_is_gone_and_nothing_twice():
    there = set(fields_by_label())
    assert {*GUARDED, *NOT_WRITTEN} - there == set()
    assert set(GUARDED) & set(NOT_WRITTEN) == set()
    in_packages = [model._meta for model in apps.get_models() if not is_ours(model)]
    names = {name for meta in in_packages for name in (meta.label, meta.app_label)}
    assert set(NOT_WRITTEN_IN_PACKAGES) - names == set()


def test_what_is_said_to_be_switched_off_is(settings):
    assert not settings.WAGTAIL_WORKFLOW_ENABLED
    assert not settings.WAGTAILADMIN_COMMENTS_ENABLED
    assert not settings.WAGTAILEMBEDS_FINDERS
    for options in (
        settings.WAGTAIL_PRIVATE_PAGE_OPTIONS,
        settings.WAGTAIL_PRIVATE_COLLECTION_OPTIONS,
    ):
        assert not options["SHARED_PASSWORD"]


# The administration saves these through actions, in `save_model`.
IN_ADMINISTRATION = {"organisations.Organisation.name", "organisations.Organisation.number"}


@pytest.mark.django_db
def test_the_administration_offers_no_other_text_field(scene):
    """A form of Django's own would write past the action, and past the guard."""
    request = RequestFactory().get("/admin/")
    request.user = scene.administrator
    offered = {
        label(model, field)
        for model, pages in admin.site._registry.items()
        if is_ours(model) and pages.has_change_permission(request)
        for field in text_fields(model)
        if field.name in pages.get_form(request, model()).base_fields
    }
    assert offered == IN_ADMINISTRATION


# --- The acts -------------------------------------------------------------------------------

ACTS = [(field, act) for field, acts in GUARDED.items() for act in acts]


def refused(act: Act, scene: Scene, text: str) -> bool:
    """An action raises; a form, or a page with one, says which kind of number it found."""
    try:
        answer = act(scene, text)
    except IdentifierFound:
        return True
    return str(MESSAGES["synthetic"]) in shown(answer)


def shown(answer: Any) -> str:
    """What a person reads in a form, a page, or a page's answer to a script."""
    if isinstance(answer, JsonResponse):
        return str(json.loads(answer.content))
    if isinstance(answer, HttpResponse):
        return answer.content.decode()
    return str(getattr(answer, "errors", ""))


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def made_scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with django_db_blocker.unblock(), undone():
        yield make_scene()


@pytest.fixture
def scene(made_scene: Scene) -> Scene:
    """The same rows for all; no act meets what a refused one left in its objects."""
    return deepcopy(made_scene)


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize(("field", "act"), ACTS, ids=[field for field, _act in ACTS])
def test_the_guard_reads_what_people_write(scene, field, act):
    with undone():
        assert not refused(act, scene, HARMLESS)
        assert field in stored(HARMLESS)
    with undone():
        assert refused(act, scene, NUMBER)
        assert stored(NUMBER) == set()
