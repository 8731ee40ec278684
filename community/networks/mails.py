"""Mails about joining and contact. They say that there is something to read here, never what.

A mail may be read by anybody near a screen, so no text that people wrote stands in it. One that
is about a confidential network does not even name it, nor link to it.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template import Context, Engine
from django.urls import reverse
from django.utils import translation

from community.members.models import Member
from community.networks.models import ContactMessage, JoinRequest, Membership, Network
from community.networks.queries.contact import readers_of_contact
from community.networks.queries.members import coordinators_of


def somebody_asks(request: JoinRequest) -> None:
    """To the coordinators: a request waits."""
    coordinators = coordinators_of(request.network)
    _after_commit("request", request.network, coordinators, view="networks:requests")


def taken_in(membership: Membership) -> None:
    """To the new member: welcome."""
    _after_commit("approved", membership.network, [membership.member])


def declined(request: JoinRequest) -> None:
    """To the one who asked: there is an answer to read. Where the network is hidden from them
    there is nothing more to read, so the mail says what the answer is.
    """
    _after_commit("declined", request.network, [request.member], when_hidden="declined_unnamed")


def made_coordinator(membership: Membership) -> None:
    """To the one who has been asked to run the network, by somebody who does."""
    _after_commit("promoted", membership.network, [membership.member], view="networks:members")


def now_coordinates(membership: Membership) -> None:
    """To the one who runs the network from now on, as nobody else does any more."""
    _after_commit("coordinator", membership.network, [membership.member], view="networks:members")


def somebody_wrote(message: ContactMessage) -> None:
    """To the contact person, or to the coordinators where none is named."""
    readers = readers_of_contact(message.network)
    _after_commit("contact", message.network, readers, view="networks:messages")


def _after_commit(
    what: str,
    network: Network,
    receivers: Iterable[Member],
    view: str = "networks:network",
    when_hidden: str = "news",
) -> None:
    """One mail each, so that a broken address keeps nobody else from theirs."""
    address = reverse(view, args=[network.slug])
    if not network.is_listed:
        what, address = when_hidden, reverse("networks:index")
    for receiver in receivers:
        transaction.on_commit(_sending(what, network.name, address, receiver), robust=True)


def _sending(*facts: Any) -> Callable[[], None]:
    """A function of its own: Django asks one that fails for its name, which a partial lacks."""
    return lambda: _send(*facts)


def _send(what: str, network_name: str, address: str, receiver: Member) -> None:
    """The first line of the template is the subject, the rest the text."""
    template = Engine.get_default().get_template(f"networks/mail/{what}.txt")
    facts = {
        "network": " ".join(network_name.split()),
        "receiver": receiver,
        "address": urljoin(settings.SITE_URL, address),
    }
    with translation.override(_language_of(receiver)):
        subject, _, text = template.render(Context(facts, autoescape=False)).partition("\n")
    EmailMessage(
        subject=f"[{settings.SITE_NAME}] {subject}",
        body=text.strip() + "\n",
        to=[receiver.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()


def _language_of(member: Member) -> str:
    return member.language if member.language in dict(settings.LANGUAGES) else "nb"
