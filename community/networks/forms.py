"""What may be typed about networks, and by those who want in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.areas.models import Area
from community.areas.queries.tree import with_lines
from community.confidentiality.forms import GuardedForm
from community.members.models import Member
from community.networks import merging, rules
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

# What follows for others when a network that is there becomes more open, or more closed.
OPENED: dict[str, Any] = {
    Access.OPEN: _(
        "Velger dere dette, kan alle lese alt som er skrevet, også det som ble skrevet før."
    ),
    Access.RESTRICTED: _(
        "Velger dere dette, kan alle medlemmer av Samtun lese alt som er skrevet, også det som ble "
        "skrevet før, og se hvem som er med."
    ),
    Access.PRIVATE: _(
        "Velger dere dette, får alle se hva nettverket heter, hvem det er for og hvem som er "
        "kontakt. Det som er skrevet, og hvem som er med, er fortsatt bare for medlemmene."
    ),
}
CLOSED: dict[str, Any] = {
    Access.RESTRICTED: _(
        "Velger dere dette, kan de som ikke er medlemmer av Samtun, ikke lenger lese det som er "
        "skrevet."
    ),
    Access.PRIVATE: _(
        "Velger dere dette, kan bare nettverkets medlemmer lese det som er skrevet, og se hvem som "
        "er med."
    ),
    Access.CONFIDENTIAL: _(
        "Velger dere dette, finner ingen andre enn medlemmene siden lenger. De som venter på svar "
        "på en forespørsel, får nei."
    ),
}


class TextField(forms.CharField):
    """A text of several lines, as long as its action allows; a line break counts as one."""

    def __init__(self, name: str, *, rows: int, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=LONGEST[name], widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class JoinForm(GuardedForm, forms.Form):
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


class AnswerForm(GuardedForm, forms.Form):
    answer = TextField(
        "answer",
        rows=3,
        label=_("Svar til den som spør"),
        required=False,
    )


class ApproveForm(forms.Form):
    """Taking somebody in. Nobody is confirmed to all of Samtun by one press."""

    knows_them = forms.BooleanField(
        label=_("Jeg vet hvem dette er"),
        error_messages={
            "required": _(
                "Kryss av hvis du vet hvem dette er. Er du i tvil, spør dem, eller noen på "
                "arbeidsstedet, først."
            )
        },
    )

    def __init__(self, *args: Any, asker: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asker.is_confirmed:
            del self.fields["knows_them"]


class ContactForm(GuardedForm, forms.Form):
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
    change: str = ""  # what choosing it changes for others, where it is not so today


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


class NetworkForm(GuardedForm, forms.Form):
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
    may_open = forms.BooleanField(label=_("Jeg vet hva flere nå får se"), required=False)
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
        self.followed: list[str] = []  # the labels of fields taken as others have changed them
        self.stored_now: dict[str, str] = {}  # of fields that others have changed too
        areas: Any = self.fields["areas"]
        areas.queryset, areas.choices = Area.objects.current(), _areas_by_community()
        if before is None:
            del self.fields["contact"], self.fields["may_open"]
        else:
            contact: Any = self.fields["contact"]
            contact.queryset = rules.possible_contacts(before)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in merging.changed_by_others(self.data.get("seen", ""), self.initial):
            if name in cleaned:
                self._meet(name, cleaned)
        if self.opens_up and not cleaned.get("may_open"):
            self.add_error(
                "may_open", _("Flere får se. Kryss av her hvis det er meningen, og lagre igjen.")
            )
        return cleaned

    def _meet(self, name: str, cleaned: dict[str, Any]) -> None:
        """Somebody else has changed this field: take theirs if it was left alone, or show both."""
        typed, stored = merging.plain(cleaned[name]), merging.plain(self.initial[name])
        if typed == stored:
            return
        if merging.is_marked(self.data["seen"], name, typed):
            cleaned[name] = self.fields[name].clean(stored)
            self.data = merging.with_value(self.data, name, stored)
            self.followed.append(str(self.fields[name].label))
        else:
            self.stored_now[name] = self._in_words(name)
            self.add_error(
                name,
                _(
                    "Noen andre har endret dette mens du skrev. Flytt over det du vil beholde av "
                    "deres, og lagre igjen."
                ),
            )

    def _in_words(self, name: str) -> str:
        """What is stored in the field, as people read it."""
        network, stored = self.before, self.initial[name]
        if name == "areas":
            words = ", ".join(str(area) for area in network.areas.all()) if network else ""
        elif name == "contact":
            words = str(network.contact) if network and network.contact else ""
        else:
            field: Any = self.fields[name]
            words = str(dict(getattr(field, "choices", ())).get(stored, stored))
        return words or str(_("Ingenting"))

    @property
    def seen(self) -> str:
        """What is written on: sent along, so that nobody's change is lost unseen."""
        return merging.marks(self.initial) if self.before else ""

    @property
    def opens_up(self) -> bool:
        """Whether more people than today would see something of the network as it is filled in."""
        chosen = self["access"].value()
        if self.before is None or chosen not in OPENNESS:
            return False
        return _is_more_open(chosen, self.before.access)

    @property
    def opened(self) -> str:
        """What those others would see."""
        return str(OPENED.get(self["access"].value(), ""))

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take: all but the tick, and the areas read already."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "may_open"}
        return values | {"areas": list(values["areas"])}

    @property
    def access_choices(self) -> list[Choice]:
        choices = _flat(self["access"])
        if self.before is None:
            return choices
        today = self.before.access
        return [replace(each, change=_change_of_access(today, each.value)) for each in choices]

    @property
    def chosen_areas(self) -> list[str]:
        return [choice.label for choice in _flat(self["areas"]) if choice.selected]

    @property
    def area_groups(self) -> Iterator[tuple[str, list[Choice], bool]]:
        """Each group's name, its ticks, and whether one of them is set."""
        for label, choices in _choices_of(self["areas"]):
            yield label, choices, any(choice.selected for choice in choices)


def _is_more_open(access: str, than: str) -> bool:
    return OPENNESS.index(Access(access)) < OPENNESS.index(Access(than))


def _change_of_access(today: str, chosen: str) -> str:
    if chosen == today:
        return ""
    return str((OPENED if _is_more_open(chosen, today) else CLOSED)[chosen])


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
