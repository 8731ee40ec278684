"""Two members of a network with a topic, one of whom may lose it."""

import pytest

from community.members.models import Member
from community.networks.models import Network
from forums.models import Topic
from tests.factories import make_board, make_member, make_network, make_topic


@pytest.fixture
def kari() -> Member:
    return make_member("Kari Nymoen")


@pytest.fixture
def nora() -> Member:
    return make_member("Nora Vik")


@pytest.fixture
def network(kari: Member, nora: Member) -> Network:
    return make_network("Lindring Innlandet", members=(kari, nora))


@pytest.fixture
def topic(kari: Member, network: Network) -> Topic:
    return make_topic(kari, make_board(network))


@pytest.fixture
def stream(topic: Topic) -> str:
    return f"topic:{topic.pk}"


@pytest.fixture
def no_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("realtime.doorbell.ring", lambda names: None)
