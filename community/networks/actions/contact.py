"""Writing to those who run a network, for anybody with an account."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from community.members.models import Member
from community.networks import mails, rules
from community.networks.models import ContactMessage, Network
from community.networks.queries.contact import contact_of
from community.networks.texts import says_something, tidied
from realtime.publishing import action

MOST_UNANSWERED = 3  # from one person to one network: an account is easily made


def write_to_contact(*, actor: Any, network: Network, text: str) -> ContactMessage:
    """A message to the network's contact person; they get a mail with a link to it.

    Raises IdentifierFound when the text holds a number, and ValidationError when it is empty or
    too many wait for an answer.
    """
    texts = tidied(text=text)
    if not says_something(texts["text"]):
        raise ValidationError({"text": _("Skriv en melding først.")})
    refuse_identifiers(**texts)
    with action():
        network.lock()
        if not rules.can_contact(actor, network):
            raise NotAllowed
        if contact_of(network) is None:
            raise ValidationError(_("Nettverket har ingen som kan svare akkurat nå."))
        _leave_time_to_answer(actor, network)
        message = ContactMessage.objects.create(network=network, sender=actor, **texts)
        mails.somebody_wrote(message)
    return message


def mark_answered(*, actor: Any, message: ContactMessage) -> ContactMessage:
    """Say that the message has been answered. The first to say so is remembered."""
    with action():
        if not rules.can_answer(actor, message):
            raise NotAllowed
        ContactMessage.objects.filter(pk=message.pk, answered_at=None).update(
            answered_at=timezone.now(), answered_by=actor if isinstance(actor, Member) else None
        )
        message.refresh_from_db()
    return message


def _leave_time_to_answer(actor: Any, network: Network) -> None:
    waiting = network.contact_messages.filter(sender=actor, answered_at=None).count()
    if waiting >= MOST_UNANSWERED:
        raise ValidationError(
            _("Du har skrevet %(count)d ganger. Vent til du har fått svar.") % {"count": waiting}
        )
