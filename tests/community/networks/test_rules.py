"""Every sort of person against every access level: predicate and queryset filter agree."""

import pytest

from community.networks import rules
from community.networks.models import ContactMessage, JoinRequest
from tests.community.networks.cast import filled_in, make_cast
from tests.factories import make_administrator, make_guest, make_member, make_unconfirmed

pytestmark = pytest.mark.django_db

PREDICATES = {
    "see": rules.can_see,
    "read": rules.can_read,
    "members": rules.can_see_members,
    "ask": rules.can_ask_to_join,
    "contact": rules.can_contact,
    "write": rules.can_write,
    "moderate": rules.can_moderate,
    "coordinate": rules.can_coordinate,
    "decide": lambda who, network: rules.can_decide(who, JoinRequest(network=network)),
    "answer": lambda who, network: rules.can_answer(who, ContactMessage(network=network)),
}
FILTERS = {
    "see": rules.visible,
    "read": rules.readable,
    "members": rules.showing_members,
    "coordinate": rules.coordinated,
}

TABLE = """
                          see   read  members  ask  contact  write  moderate  coordinate  decide  answer
visitor                   orp   o     -        -    -        -      -         -           -       -
unconfirmed               orp   o     -        orp  orp      -      -         -           -       -
guest outside             orp   o     -        orp  orp      -      -         -           -       -
outsider                  orp   or    or       orp  orp      -      -         -           -       -
former member             orp   or    or       orp  orp      -      -         -           -       -
administrator             orp   or    or       orp  orp      -      -         -           -       -
member                    orpc  orpc  orpc     -    orpc     orpc   -         -           -       -
guest inside              orpc  orpc  orpc     -    orpc     orpc   -         -           -       -
contact person            orpc  orpc  orpc     -    orpc     orpc   -         -           -       orpc
editor                    orpc  orpc  orpc     -    orpc     orpc   -         -           -       -
moderator                 orpc  orpc  orpc     -    orpc     orpc   orpc      -           -       -
coordinator               orpc  orpc  orpc     -    orpc     orpc   orpc      orpc        orpc    orpc
second coordinator        orpc  orpc  orpc     -    orpc     orpc   orpc      orpc        orpc    orpc
coordinator, now a guest  orpc  orpc  orpc     -    orpc     orpc   orpc      -           -       -
coordinator, deactivated  orp   o     -        -    -        -      -         -           -       -
system                    orpc  orpc  orpc     -    -        orpc   orpc      orpc        orpc    orpc
"""  # noqa: E501


def test_who_may_what():
    cast, networks = make_cast()
    table = filled_in(TABLE, cast, networks, lambda act, *each: PREDICATES[act](*each))
    assert table.split("\n") == TABLE.strip("\n").split("\n")


def test_each_filter_finds_what_its_predicate_allows():
    cast, networks = make_cast()
    asker = make_member("Spør Pent")
    for network in networks:
        JoinRequest.objects.create(network=network, member=asker)
        ContactMessage.objects.create(network=network, sender=asker, text="Hei")
    for name, who in cast.items():
        for act, filter_of in FILTERS.items():
            allowed = {each.pk for each in networks if PREDICATES[act](who, each)}
            assert set(filter_of(who).values_list("pk", flat=True)) == allowed, (name, act)
        for act, rows in {"decide": rules.decidable, "answer": rules.answerable}.items():
            allowed = {each.pk for each in networks if PREDICATES[act](who, each)}
            assert set(rows(who).values_list("network", flat=True)) == allowed, (name, act)


def test_as_whom_many_read_is_what_each_is_told_alone():
    cast, networks = make_cast()
    members = [who for who in cast.values() if getattr(who, "pk", None)]
    for network in networks:
        alone = {who.pk: rules.audience(who, network) for who in members}
        read = {pk: audience for pk, audience in alone.items() if audience is not None}
        assert rules.audiences(members, network) == read


def test_rights_read_together_are_those_asked_for_one_by_one():
    cast, networks = make_cast()
    for network in networks:
        for name, who in cast.items():
            together = rules.rights(who, network, rules.role_of(who, network))
            alone = rules.Rights(
                audience=rules.audience(who, network),
                can_write=rules.can_write(who, network),
                can_moderate=rules.can_moderate(who, network),
            )
            assert together == alone, (name, network)


def test_only_administrators_start_a_network():
    people = [make_member(), make_guest(), make_unconfirmed(), make_administrator()]
    assert [rules.can_create(who) for who in people] == [False, False, False, True]
    assert not rules.can_create(make_guest("Ada Gjest", is_superuser=True))


def test_a_request_is_withdrawn_by_the_one_who_asked_alone():
    cast, networks = make_cast()
    request = JoinRequest.objects.create(network=networks[2], member=cast["unconfirmed"])
    may = {name for name, who in cast.items() if rules.can_withdraw(who, request)}
    assert may == {"unconfirmed"}
    assert {name for name, who in cast.items() if request in rules.own_requests(who)} == may


def test_only_colleagues_from_inside_can_be_named_as_contact():
    cast, networks = make_cast()
    people = {name: who for name, who in cast.items() if getattr(who, "pk", None)}
    able = {name for name, who in people.items() if rules.can_be_contact(who, networks[2])}
    listed = rules.possible_contacts(networks[2])
    assert {name for name, who in people.items() if who in listed} == able
    assert able == {
        "member",
        "contact person",
        "editor",
        "moderator",
        "coordinator",
        "second coordinator",
    }


def test_those_who_run_a_network_are_those_who_may():
    cast, networks = make_cast()
    running = [each.member for each in rules.coordinators(networks[2])]
    assert running == [cast["coordinator"], cast["second coordinator"]]
