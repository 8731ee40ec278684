"""What may be typed about networks, and by those who want in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.areas.models import Area
from community.areas.queries.tree import with_lines
from community.confidentiality.guard import IdentifierFound
from community.members.models import Member
from community.networks import rules
from community.networks.models import Membership, Network
from community.networks.texts import LONGEST

Access = Network.Access
Role = Membership.Role

# From the most open to the most closed: who comes earlier is read by more.
OPENNESS = (Access.OPEN, Access.RESTRICTED, Access.PRIVATE, Access.CONFIDENTIAL)
# What each choice of access or role means to people, said beside it.
CONSEQUENCES: dict[str, Any] = {
    Access.OPEN: _(
        "Alle kan lese det som skrives, også uten konto. Utad står rolle og arbeidssted ved "
        "innleggene, og navnet bare hos dem som har valgt det."
    ),
    Access.RESTRICTED: _(
        "Alle medlemmer av Samtun kan lese. Bare nettverkets medlemmer skriver. Gjester utenfra "
        "ser bare hva nettverket er."
    ),
    Access.PRIVATE: _(
        "Alle ser hva nettverket er, hvem det er for og hvem de kan spørre. Resten er for "
        "medlemmene."
    ),
    Access.CONFIDENTIAL: _("Bare medlemmene vet at nettverket finnes. Det står ikke i noen liste."),
    Role.MEMBER: _("Leser og skriver."),
    Role.EDITOR: _("Leser og skriver, og står som redaktør i medlemslisten."),
    Role.MODERATOR: _("Kan også ta bort det andre har skrevet."),
    Role.COORDINATOR: _(
        "Tar medlemmer inn og ut, svarer på forespørsler og redigerer nettverket. Kan også ta bort "
        "det andre har skrevet."
    ),
}


class TextField(forms.CharField):
    """A text of several lines, as long as its action allows; a line break counts as one."""

    def __init__(self, name: str, *, rows: int, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=LONGEST[name], widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class GuardedForm(forms.Form):
    """A form whose action may refuse a text that tells who somebody is."""

    was_stopped = False

    def refuse(self, error: ValidationError) -> None:
        """Show in place why the action said no; what was typed stays."""
        self.add_error(None, error)
        self.was_stopped = isinstance(error, IdentifierFound)


class JoinForm(GuardedForm):
    message = TextField(
        "message",
        rows=5,
        label=_("Litt om deg"),
        required=False,
        help_text=_(
            "Hvor jobber du, og hva vil du dele eller lære? Bare koordinator leser dette. "
            "Ingen skal kunne kjenne igjen en pasient."
        ),
    )


class AnswerForm(GuardedForm):
    answer = TextField(
        "answer",
        rows=3,
        label=_("Svar til den som spør"),
        required=False,
    )


class ContactForm(GuardedForm):
    text = TextField(
        "text",
        rows=8,
        label=_("Melding"),
        help_text=_("Ingen skal kunne kjenne igjen en pasient."),
        error_messages={"required": _("Skriv meldingen først.")},
    )


# --- Choices that say what follows from them ----------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """One of a group of radio buttons or ticks, with what follows from it."""

    value: str
    id: str
    label: str
    selected: bool
    consequence: str = ""


def _choices_of(field: forms.BoundField) -> Iterator[tuple[str, list[Choice]]]:
    """The options of a field in their groups, as its widget would draw them."""
    value = field.value() or []
    values = [str(each) for each in (value if isinstance(value, list | tuple) else [value])]
    widget = field.field.widget
    groups = widget.optgroups(field.html_name, values, {"id": field.auto_id})
    for label, options, _index in groups:
        yield label or "", [_choice(option) for option in options]


def _choice(option: dict[str, Any]) -> Choice:
    value = str(option["value"])
    return Choice(
        value=value,
        id=option["attrs"]["id"],
        label=str(option["label"]),
        selected=option["selected"],
        consequence=str(CONSEQUENCES.get(value, "")),
    )


def _flat(field: forms.BoundField) -> list[Choice]:
    return [choice for _label, choices in _choices_of(field) for choice in choices]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Rolle"), choices=Role.choices, widget=forms.RadioSelect)

    @property
    def choices(self) -> list[Choice]:
        return _flat(self["role"])


# --- The network itself -----------------------------------------------------------------------


class NetworkForm(GuardedForm):
    """All of a network that its coordinators decide, for a new one and for one that is there."""

    name = forms.CharField(
        label=_("Navn"),
        max_length=LONGEST["name"],
        error_messages={"required": _("Gi nettverket et navn.")},
    )
    kind = forms.ChoiceField(
        label=_("Type"), choices=Network.Kind.choices, initial=Network.Kind.COMPETENCE
    )
    access = forms.ChoiceField(
        label=_("Hvem kan lese og skrive?"),
        choices=Access.choices,
        initial=Access.PRIVATE,
        widget=forms.RadioSelect,
    )
    may_open = forms.BooleanField(
        label=_("Jeg vet at flere nå får lese, også det som er skrevet før"), required=False
    )
    definition = TextField(
        "definition",
        rows=3,
        label=_("Kort om nettverket"),
        required=False,
        help_text=_("Én eller to setninger. De står øverst på siden og i listen over nettverk."),
    )
    target_group = TextField(
        "target_group",
        rows=3,
        label=_("Målgruppe"),
        required=False,
        help_text=_("Hvem er nettverket for?"),
    )
    background = TextField(
        "background",
        rows=8,
        label=_("Bakgrunn"),
        required=False,
        help_text=_("Hvorfor dere finnes, og hvordan dere arbeider."),
    )
    welcome = TextField(
        "welcome",
        rows=3,
        label=_("Plass til flere"),
        required=False,
        help_text=_("En hilsen til dem som kanskje vil bli med. Står tom når det er fullt."),
    )
    contact = forms.ModelChoiceField(
        label=_("Kontaktperson"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("Koordinatorene sammen"),
        help_text=_("Får henvendelsene. Navnet er synlig for alle som ser nettverket."),
    )
    areas = forms.ModelMultipleChoiceField(
        label=_("Områder"),
        queryset=Area.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Der nettverket hører hjemme. Uten område gjelder det hele landet."),
    )

    def __init__(self, *args: Any, before: Network | None = None, **kwargs: Any) -> None:
        """`before` is the network as it is today; a new one has none."""
        super().__init__(*args, **kwargs)
        self.before = before
        areas: Any = self.fields["areas"]
        areas.queryset, areas.choices = Area.objects.current(), _areas_by_community()
        if before is None:
            del self.fields["contact"], self.fields["may_open"]
        else:
            contact: Any = self.fields["contact"]
            contact.queryset = rules.possible_contacts(before)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.data.get("seen") not in {None, self.seen}:
            self.add_error(
                None,
                _(
                    "Nettverket er endret av noen andre mens du skrev. Se hva de har endret, og "
                    "lagre igjen hvis det du har skrevet her, skal gjelde."
                ),
            )
        if self.opens_up and not cleaned.get("may_open"):
            self.add_error(
                "may_open", _("Flere får lese. Kryss av her hvis det er meningen, og lagre igjen.")
            )
        return cleaned

    @property
    def seen(self) -> str:
        """Which version of the network is written on: sent along, so that none is lost unseen."""
        return self.before.changed.isoformat() if self.before else ""

    @property
    def opens_up(self) -> bool:
        """Whether more people than today would read the network as it is filled in."""
        chosen = self.data.get("access")
        if self.before is None or chosen not in OPENNESS:
            return False
        return OPENNESS.index(chosen) < OPENNESS.index(self.before.access)

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take: all but the tick, and the areas read already."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "may_open"}
        return values | {"areas": list(values["areas"])}

    @property
    def access_choices(self) -> list[Choice]:
        return _flat(self["access"])

    @property
    def area_groups(self) -> Iterator[tuple[str, list[Choice], bool]]:
        """Each group's name, its ticks, and whether one of them is set."""
        for label, choices in _choices_of(self["areas"]):
            yield label, choices, any(choice.selected for choice in choices)


def _areas_by_community() -> list[tuple[str, list[tuple[int, str]]]]:
    """Countries and regions first, then each community with what lies in it. Two queries."""
    groups: dict[str, list[tuple[int, str]]] = {}
    wide = str(_("Land og helseregioner"))
    for area in with_lines(Area.objects.current().order_by("level", "sort_key")):
        community = area.community
        label = community.name if community is not None else wide
        groups.setdefault(label, []).append((area.pk, _name_in(area, community)))
    return list(groups.items())


def _name_in(area: Area, community: Area | None) -> str:
    if area == community:
        return str(_("Hele %(area)s") % {"area": area})
    return str(area)
