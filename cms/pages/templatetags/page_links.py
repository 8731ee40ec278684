from typing import Any

from django import template
from django.template import Context
from wagtail.models import Page

register = template.Library()


@register.simple_tag(takes_context=True)
def page_link(context: Context, page: Page) -> str:
    """The address of a page in the reader's language. All links of a page share one look-up."""
    return page.get_url(context.get("request")) or ""


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The query string of this page with some parameters changed; an empty one is left out.

    A changed list begins at its start again.
    """
    asked = context["request"].GET.copy()
    asked.pop("side", None)
    for name, value in changes.items():
        asked.pop(name, None)
        if value:
            asked[name] = value
    return f"?{asked.urlencode()}"
