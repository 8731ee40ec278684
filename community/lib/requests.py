"""What can be told of a request before anything else is asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def wanted_here(request: HttpRequest) -> bool:
    """Whether a person follows the link on a page of ours, or has it from a bookmark.

    A link or a picture elsewhere may show something, but choose nothing for its reader.
    """
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    purpose = request.headers.get("Sec-Fetch-Dest", "document")
    return site in {"same-origin", "none"} and purpose == "document"


def led_to(request: HttpRequest, page: str, *parts: Any) -> HttpResponse:
    """For who merely comes to an address that only changes something, as one does after signing
    in or by reloading: on to the page where its button stands.
    """
    query = request.META["QUERY_STRING"]
    return redirect(f"{reverse(page, args=parts)}{'?' if query else ''}{query}")
