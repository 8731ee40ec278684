"""What a member changes about themselves."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from community.members.models import Member
from realtime.publishing import action


def update_profile(
    *, actor: Member, name: str, title: str, workplace: str, color_scheme: str
) -> Member:
    """Change the actor's own profile. Raises IdentifierFound when a text holds a number."""
    name, title, workplace = name.strip(), title.strip(), workplace.strip()
    if not name:
        raise ValidationError({"name": _("Skriv navnet ditt.")})
    refuse_identifiers(name=name, title=title, workplace=workplace)
    _only_oneself(actor)
    with action():
        actor.name, actor.title, actor.workplace = name, title, workplace
        actor.color_scheme = color_scheme
        actor.revision = F("revision") + 1  # two changes at once are two revisions
        actor.save(update_fields=["name", "title", "workplace", "color_scheme", "revision"])
        actor.refresh_from_db(fields=["revision"])
    return actor


def set_language(*, actor: Member, language: str) -> None:
    """Remember the language that the actor chose."""
    _only_oneself(actor)
    with action():
        actor.language = language
        actor.save(update_fields=["language"])


def _only_oneself(actor: Member) -> None:
    if not actor.is_authenticated or not actor.is_active:
        raise NotAllowed
