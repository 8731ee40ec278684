"""What happens in the list of members."""

from typing import Any

from django.urls import reverse

from community.members.actions.profile import Visibility, update_profile
from community.members.models import Member
from tests.convergence.cases import Watch, case
from tests.factories import make_member


def change(member: Member, **changes: Any) -> None:
    """The member's own change of the profile; the rest stays as it is."""
    fields = ("name", "title", "workplace", "color_scheme")
    update_profile(actor=member, **({field: getattr(member, field) for field in fields} | changes))


@case
def another_title_and_workplace(watch: Watch) -> None:
    reader, other = make_member("Kari Nymoen"), make_member("Jonas Hegge", title="Sykepleier")
    with watch(reader, reverse("directory:index"), "directory:1"):
        change(
            other, title="Fagsykepleier", workplace="Gjøvik kommune", expertise="Sår, palliasjon"
        )


@case
def a_member_who_leaves_the_list(watch: Watch) -> None:
    reader, other = make_member("Kari Nymoen"), make_member("Jonas Hegge")
    hidden = Visibility(is_listed=False, shows_presence=True, is_named_publicly=False)
    with watch(reader, reverse("directory:index"), "directory:1"):
        change(other, visibility=hidden)
