"""What can be told of a request before anything else is asked."""

from django.http import HttpRequest


def wanted_here(request: HttpRequest) -> bool:
    """Whether a person follows the link on a page of ours, or has it from a bookmark.

    A link or a picture elsewhere may show something, but choose nothing for its reader.
    """
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    purpose = request.headers.get("Sec-Fetch-Dest", "document")
    return site in {"same-origin", "none"} and purpose == "document"
