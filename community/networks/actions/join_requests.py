"""Asking to become a member, and the answer."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from community.members.actions.standing import store_confirmation
from community.members.models import Member
from community.networks import mails, rules
from community.networks.actions.memberships import store_membership
from community.networks.models import JoinRequest, Membership, Network
from community.networks.texts import tidied
from realtime.looks import look
from realtime.publishing import action

Status = JoinRequest.Status


def ask_to_join(*, actor: Any, network: Network, message: str = "") -> JoinRequest:
    """Ask the coordinators of a listed network to be taken in; unconfirmed people may.

    Who asks again while a request waits gets that one. Raises IdentifierFound when the message
    holds a number, and ValidationError for a member.
    """
    texts = tidied(message=message)
    refuse_identifiers(**texts)
    with action():
        network.lock()
        if rules.role_of(actor, network) is not None:
            raise ValidationError(_("Du er alt med i nettverket."))
        if not rules.can_ask_to_join(actor, network):
            raise NotAllowed
        has_asked_today = _has_asked_today(actor, network)
        request, is_new = JoinRequest.objects.get_or_create(
            network=network, member=actor, status=Status.WAITING, defaults=texts
        )
        if is_new and not has_asked_today:
            mails.somebody_asks(request)
    return request


def withdraw_request(*, actor: Any, request: JoinRequest) -> JoinRequest:
    """Take one's own request back. Raises ValidationError when it has been answered."""
    with action():
        _lock(request)
        if not rules.can_withdraw(actor, request):
            raise NotAllowed
        _refuse_answered(request)
        _answer(actor, request, Status.WITHDRAWN)
    return request


def approve_request(*, actor: Any, request: JoinRequest) -> Membership:
    """Take the one who asks in; who was unconfirmed is confirmed as a member by that.

    Raises ValidationError when it has been answered.
    """
    with action():
        member = _to_decide(actor, request)
        if not member.is_active:
            raise ValidationError(_("Kontoen er stengt. Den som spurte, kan ikke tas inn."))
        if not member.is_confirmed:
            store_confirmation(actor=actor, member=member, as_guest=False)
        membership = store_membership(
            actor=actor, network=request.network, member=member, role=Membership.Role.MEMBER
        )
        request.refresh_from_db()
        mails.taken_in(membership)
    return membership


def decline_request(*, actor: Any, request: JoinRequest, answer: str = "") -> JoinRequest:
    """Say no, with a reason that only the one who asked reads, on the network's page.

    Raises IdentifierFound when the answer holds a number, and ValidationError when the request
    has been answered.
    """
    texts = tidied(answer=answer)
    refuse_identifiers(**texts)
    with action():
        _to_decide(actor, request)
        _decline(actor, request, texts["answer"])
    return request


def store_refusals(*, actor: Any, network: Network) -> None:
    """The part of hiding a network inside its transaction, once it is hidden.

    Who waits would meet neither the network nor their request again, so they get their answer.
    """
    waiting = network.join_requests.filter(status=Status.WAITING).select_related("member")
    for request in waiting:
        request.network = network
        _decline(actor, request)


def _has_asked_today(actor: Any, network: Network) -> bool:
    """Whether the coordinators know already: to ask and withdraw again sends no second mail."""
    yesterday = timezone.now() - timedelta(days=1)
    return rules.own_requests(actor).filter(network=network, created__gt=yesterday).exists()


def _to_decide(actor: Any, request: JoinRequest) -> Member:
    """The one who asks, as they are now, if the actor may answer and nobody has."""
    _lock(request)
    if not rules.can_decide(actor, request):
        raise NotAllowed
    _refuse_answered(request)
    return Member.objects.select_for_update().get(pk=request.member_id)


def _lock(request: JoinRequest) -> None:
    """Of two answers at once the network's lock lets one through, and the other reads it here."""
    request.network.lock()
    request.refresh_from_db(fields=["status"])


def _refuse_answered(request: JoinRequest) -> None:
    if request.status != Status.WAITING:
        raise ValidationError(_("Forespørselen er alt besvart."))


def _decline(actor: Any, request: JoinRequest, answer: str = "") -> None:
    _answer(actor, request, Status.DECLINED, answer)
    look(request.member_id)
    mails.declined(request)


def _answer(actor: Any, request: JoinRequest, status: str, answer: str = "") -> None:
    request.status, request.answer = status, answer
    request.decided_at = timezone.now()
    request.decided_by = actor if isinstance(actor, Member) else None
    request.save(update_fields=["status", "answer", "decided_at", "decided_by"])
