"""What a member changes about themselves."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from community.confidentiality.guard import refuse_identifiers
from community.directory.events import announce_member
from community.lib.errors import NotAllowed
from community.members import rules
from community.members.models import Member
from realtime.access import rights_changed
from realtime.publishing import action


@dataclass(frozen=True)
class Visibility:
    """Who is to see the member: in the list, as being here now, by name in open networks."""

    is_listed: bool
    shows_presence: bool
    is_named_publicly: bool


def update_profile(
    *,
    actor: Member,
    name: str,
    title: str,
    workplace: str,
    color_scheme: str,
    profession: str | None = None,
    expertise: str | None = None,
    visibility: Visibility | None = None,
) -> Member:
    """Change the actor's own profile; None leaves what it stands for as it is.

    Raises IdentifierFound when a text holds a number.
    """
    texts = {
        "name": name.strip(),
        "title": title.strip(),
        "workplace": workplace.strip(),
        "expertise": (actor.expertise if expertise is None else expertise).strip(),
    }
    if not texts["name"]:
        raise ValidationError({"name": _("Skriv navnet ditt.")})
    refuse_identifiers(**texts)
    _only_oneself(actor)
    with action():
        was_listed, was_shown = rules.is_listed(actor), actor.is_shown_here
        actor.profession = actor.profession if profession is None else profession
        _write(actor, texts | {"color_scheme": color_scheme}, visibility)
        announce_member(actor, was_listed=was_listed)
        if actor.is_shown_here != was_shown:
            rights_changed("member", actor.pk)  # so that presence knows it at once
    return actor


def set_language(*, actor: Member, language: str) -> None:
    """Remember the language that the actor chose."""
    _only_oneself(actor)
    with action():
        actor.language = language
        actor.save(update_fields=["language"])


def _write(member: Member, values: dict[str, str], visibility: Visibility | None) -> None:
    written = values | (asdict(visibility) if visibility is not None else {})
    for name, value in written.items():
        setattr(member, name, value)
    member.revision = F("revision") + 1  # two changes at once are two revisions
    member.save(update_fields=[*written, "profession", "revision"])
    member.refresh_from_db(fields=["revision"])


def _only_oneself(actor: Member) -> None:
    if not actor.is_authenticated or not actor.is_active:
        raise NotAllowed
