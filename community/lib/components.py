"""The pieces that pages are made of, as template tags.

A component is an inclusion tag, or a block tag where it has content. Its keyword-only arguments
are its props: Django refuses an unknown one when the template is compiled. The markup is in
`templates/components/<name>.html`, the look in `frontend/src/styles/`. All are builtins of the
template engine, so no page loads them. `/_look/` shows each of them in its states.
"""

import datetime as dt
import json
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

from django import forms, template
from django.conf import settings
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django_vite.core.asset_loader import DjangoViteAssetLoader
from django_vite.core.exceptions import DjangoViteAssetNotFoundError

register = template.Library()

Props = dict[str, Any]

ICON_LIST = Path(settings.BASE_DIR) / "frontend" / "icons.json"
ENTRY = "src/main.ts"
FONTS = [
    f"node_modules/@fontsource-variable/{name}/files/{name}-latin-wght-normal.woff2"
    for name in ("inter", "schibsted-grotesk")
]
LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "da": "Dansk", "en": "English"}
# With a size of its own: without the style sheet an icon would fill the page.
SVG = '<svg class="icon" width="20" height="20" {}</svg>'
ACCESS_ICONS = {
    "open": "PersonGroup",
    "restricted": "PersonGroup",
    "private": "PadlockLocked",
    "confidential": "PadlockLocked",
}
MESSAGE_ICONS = {
    "info": "InformationSquare",
    "warning": "Hourglass",
    "danger": "ExclamationmarkTriangle",
}
EMBLEMS = ("competence", "project", "meeting_place", "working_group")
AVATAR_SIZES = ("", "tiny", "small", "large")
AVATAR_TONES = 4
BUTTON_VARIANTS = ("primary", "secondary", "tertiary")
BUTTON_TONES = ("", "neutral", "danger")


class SpaceWithAccess(Protocol):
    """What a mark of access needs to know of a network."""

    access: str

    def get_access_display(self) -> str: ...


def one_of(prop: str, value: str, allowed: Collection[str]) -> str:
    """`value`, if the prop may have it; anything else is a mistake in the template."""
    if value not in allowed:
        raise ValueError(f"{prop} may not be {value!r}, only one of {sorted(allowed)}")
    return value


# --- Files of the front end -----------------------------------------------------------------


def uses_vite_server() -> bool:
    return bool(settings.DJANGO_VITE["default"]["dev_mode"])


@cache
def built_file(source: str) -> str | None:
    """The address of what the build made of `source`; None where nothing is built.

    Kept for the life of the process, as the manifest is.
    """
    if uses_vite_server():
        return None
    try:
        return DjangoViteAssetLoader.instance().generate_vite_asset_url(source)
    except DjangoViteAssetNotFoundError:
        return None


@register.inclusion_tag("components/page_assets.html")
def page_assets() -> Props:
    """The style sheet, the module, the first fonts and the page's icon.

    Nothing here fails when the front end is not built: the page for our own errors uses it too.
    """
    return {
        "is_loadable": uses_vite_server() or built_file(ENTRY) is not None,
        "entry": ENTRY,
        "fonts": [address for font in FONTS if (address := built_file(font))],
        "page_icon": built_file("mark.svg") or static("mark.svg"),
    }


# --- Icons and pictures ---------------------------------------------------------------------


@cache
def icon_names() -> frozenset[str]:
    return frozenset(json.loads(ICON_LIST.read_text(encoding="utf-8")))


@register.simple_tag
def icon(name: str, *, label: str = "") -> SafeString:
    """An icon of `frontend/icons.json`, by name. `label` only where no word says the same.

    Made without a template of its own: a topic page has some eighty of them.
    """
    sprite = built_file("icons.svg") or static("icons.svg")
    return drawn_icon(one_of("icon", name, icon_names()), str(label), sprite)


@lru_cache(maxsize=512)
def drawn_icon(name: str, label: str, sprite: str) -> SafeString:
    use = format_html('<use href="{}#{}"></use>', sprite, name)
    if label:
        return format_html(SVG, format_html('role="img"><title>{}</title>{}', label, use))
    return format_html(SVG, format_html('aria-hidden="true">{}', use))


@register.inclusion_tag("components/mark.html")
def mark() -> Props:
    """The mark: four houses around a yard, a tree in the middle. Beside the word, so hidden."""
    return {}


@register.inclusion_tag("components/scene.html")
def scene() -> Props:
    """The yard at dusk, as wide as its place. For an area's top and the picker."""
    return {}


@register.inclusion_tag("components/plan.html")
def plan() -> Props:
    """The yard from above, where a story has no picture of its own."""
    return {}


@register.inclusion_tag("components/houses.html")
def houses() -> Props:
    """The row of houses that stands on the footer's band."""
    return {}


@register.inclusion_tag("components/emblem.html")
def emblem(*, kind: str, large: bool = False) -> Props:
    """A network's yard: one layout of houses for each kind of network."""
    return {"kind": one_of("kind", str(kind), EMBLEMS), "large": large}


@register.inclusion_tag("components/date_leaf.html")
def date_leaf(*, date: dt.date) -> Props:
    """Day over month, beside a gathering."""
    return {"date": date}


# --- People ---------------------------------------------------------------------------------


def initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


@register.inclusion_tag("components/avatar.html")
def avatar(*, name: str, id: int = 0, size: str = "", here: bool = False, member: int = 0) -> Props:
    """Initials in a tone that `id` decides. `here` shows that the person is present now.

    `member`, an id, lets the browser show it and take it away: only for those who may know who
    it is.
    """
    return {
        "initials": initials(str(name)),
        "tone": (id or 0) % AVATAR_TONES,
        "size": one_of("size", size, AVATAR_SIZES),
        "here": here,
        "member": member,
    }


# --- Marks ----------------------------------------------------------------------------------


@register.inclusion_tag("components/area_mark.html")
def area_mark(*, area: object) -> Props:
    """Where an item applies: "Lokal: Hamar", or "Felles" when `area` is None."""
    return {"area": area}


@register.inclusion_tag("components/access_mark.html")
def access_mark(*, network: SpaceWithAccess) -> Props:
    """Who may read and write in a network."""
    return {"icon_name": ACCESS_ICONS[network.access], "label": network.get_access_display()}


@register.inclusion_tag("components/plain_mark.html")
def plain_mark(*, label: str, icon: str = "") -> Props:
    """A word in a frame: "Trådstarter", "Gjest"."""
    return {"label": label, "icon_name": icon}


@register.inclusion_tag("components/kind_mark.html")
def kind_mark(*, label: str, icon: str) -> Props:
    """What sort of thing it is, before its title: "Kasus", "Spørsmål"."""
    return {"label": label, "icon_name": icon}


# --- Things to press ------------------------------------------------------------------------


@register.inclusion_tag("components/button.html")
def button(
    *,
    label: str,
    href: str = "",
    variant: str = "secondary",
    tone: str = "",
    icon: str = "",
    type: str = "submit",
    name: str = "",
    value: str = "",
) -> Props:
    """A link with `href`, a button without. One `primary` a page: the page's own act."""
    return {
        "label": label,
        "href": href,
        "variant": one_of("variant", variant, BUTTON_VARIANTS),
        "tone": one_of("tone", tone, BUTTON_TONES),
        "icon_name": icon,
        "type": one_of("type", type, ("submit", "button")),
        "name": name,
        "value": value,
    }


@register.inclusion_tag("components/chip.html")
def chip(
    *,
    label: str,
    href: str = "",
    current: bool = False,
    count: int | None = None,
    removes: bool = False,
) -> Props:
    """A filter or a choice: a link with `href`, else a button that is pressed or not.

    `removes` makes it a filter that is on, with a cross to take it away.
    """
    return {"label": label, "href": href, "current": current, "count": count, "removes": removes}


@register.inclusion_tag("components/more_link.html")
def more_link(*, label: str, href: str) -> Props:
    """The way from a short list to the whole one."""
    return {"label": label, "href": href}


@register.inclusion_tag("components/menu_item.html", takes_context=True)
def menu_item(context: Context, *, label: str, name: str, also: str = "") -> Props:
    """An item of the main menu: current on its page, on those below, and in the app `also`."""
    address, request = reverse(name), context.get("request")
    app = getattr(getattr(request, "resolver_match", None), "app_name", "")
    is_below = request is not None and request.path.startswith(address)
    is_current = is_below or (bool(also) and app == also)
    return {"label": label, "address": address, "is_current": is_current}


@register.inclusion_tag("components/language_links.html", takes_context=True)
def language_links(context: Context) -> Props:
    """The four languages, each in its own, leading back to this page."""
    request = context.get("request")
    return {
        "names": LANGUAGE_NAMES,
        "current": get_language(),
        "next": request.get_full_path() if request is not None else "/",
    }


# --- Ways around ----------------------------------------------------------------------------


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*, trail: Iterable[tuple[str, str | None]]) -> Props:
    """Where the page stands: (label, address) from the top; the page itself has no address."""
    return {"trail": list(trail)}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(
    context: Context, *, page: Page, things: str, newer: str, older: str, parameter: str = "side"
) -> Props:
    """How much of a list is shown, and the way to the rest. The other filters stay as they are.

    `things` is what is counted ("tråder"), `newer` and `older` are what the links say. Where all
    are shown, their number is enough; where there is one, nothing.
    """
    return {
        "page": page,
        "things": things,
        "newer": newer,
        "older": older,
        "newer_address": address_with(context, parameter, page.number - 1),
        "older_address": address_with(context, parameter, page.number + 1),
    }


def address_with(context: Context, parameter: str, value: int) -> str:
    """The query string of this page with one parameter changed."""
    query = context["request"].GET.copy()
    query[parameter] = str(value)
    return f"?{query.urlencode()}"


# --- Things that are said -------------------------------------------------------------------


@register.simple_block_tag
def message_box(
    content: str, *, title: str, variant: str = "info", icon: str = "", level: int = 2
) -> str:
    """Something to be told apart from the text: info, warning or danger. At most one act in it."""
    default = MESSAGE_ICONS[one_of("variant", variant, MESSAGE_ICONS)]
    props = {"title": title, "variant": variant, "icon_name": icon or default, "level": level}
    return render_to_string("components/message_box.html", props | {"content": content})


@register.simple_block_tag
def empty_state(content: str, *, title: str, level: int = 2) -> str:
    """Nothing here yet: a sentence, and the act that changes it."""
    props = {"title": title, "level": level, "content": content}
    return render_to_string("components/empty_state.html", props)


# --- Forms ----------------------------------------------------------------------------------


@register.inclusion_tag("components/field.html")
def field(*, field: BoundField) -> Props:
    """A field of a form: label, hint, the input, and under it what is wrong.

    A single tick has its label after it; a group of choices is a fieldset.
    """
    widget = field.field.widget
    for choice in field.subwidgets if field.use_fieldset else []:
        choice.data["attrs"]["class"] = "ds-input"
    return {
        "field": field,
        "hint_id": f"{field.auto_id}_helptext" if field.help_text else "",
        "error_id": f"{field.auto_id}_error" if field.errors else "",
        "is_tick": isinstance(widget, forms.CheckboxInput),
        "widget": field.as_widget(attrs=field_attributes(field)),
    }


def field_attributes(field: BoundField) -> dict[str, str | bool]:
    """What the input says of itself: its look, its hint, its error.

    No placeholder: a label that goes away when somebody writes is no label.
    """
    attributes: dict[str, str | bool] = {"class": "ds-input", "placeholder": False}
    if description := described_by(field):
        attributes["aria-describedby"] = description
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes


def described_by(field: BoundField) -> str:
    """The ids of hint and error, in the order in which they are read."""
    hint = [f"{field.auto_id}_helptext"] if field.help_text else []
    error = [f"{field.auto_id}_error"] if field.errors else []
    return " ".join(hint + error)


@register.inclusion_tag("components/form_errors.html")
def form_errors(*, form: forms.BaseForm) -> Props:
    """What must be put right, at the top of a form and with links to the fields. It takes focus."""
    count = sum(len(errors) for errors in form.errors.values())
    return {
        "title": ngettext("Én ting må rettes", "%(count)s ting må rettes", count)
        % {"count": count},
        "general": form.non_field_errors(),
        "fields": [field for field in form if field.errors],
    }
