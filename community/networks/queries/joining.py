"""Requests to become a member: one's own, and those that one is to answer."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import OuterRef, QuerySet, Subquery

from community.networks import rules
from community.networks.models import JoinRequest, Network

Status = JoinRequest.Status


def my_request(viewer: Any, network: Network) -> JoinRequest | None:
    """The viewer's last request, if it waits or was declined; a withdrawn one is forgotten."""
    last = rules.own_requests(viewer).filter(network=network).order_by("-created", "-pk").first()
    shown = {Status.WAITING, Status.DECLINED}
    return last if last is not None and last.status in shown else None


def my_requests(viewer: Any) -> QuerySet[JoinRequest]:
    """The viewer's own requests that wait, in networks that they may still know of."""
    return (
        rules.own_requests(viewer)
        .filter(status=Status.WAITING, network__in=rules.visible(viewer))
        .select_related("network")
    )


def waiting_requests(viewer: Any, network: Network | None = None) -> QuerySet[JoinRequest]:
    """The requests that the viewer is to answer, the oldest first; of `network`, or of all."""
    requests = (
        rules.decidable(viewer)
        .filter(status=Status.WAITING, member__is_active=True)
        .select_related("member", "network")
    )
    return requests if network is None else requests.filter(network=network)


def requests_to_judge(viewer: Any, network: Network) -> QuerySet[JoinRequest]:
    """`waiting_requests`, each with the `verified_email` of the one who asks.

    Of somebody unconfirmed it is the only thing that they have not just said of themselves.
    """
    verified = EmailAddress.objects.filter(user=OuterRef("member"), verified=True)
    best = verified.order_by("-primary", "pk").values("email")[:1]
    return waiting_requests(viewer, network).annotate(verified_email=Subquery(best))
