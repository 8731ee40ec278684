"""Comparing two answers as somebody would who looks for what they are not meant to know."""

import re
from typing import Any

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def bare(response: Any) -> bytes:
    """The page without what differs for any two addresses: the address, and the form token."""
    path = response.wsgi_request.path
    content = _TOKEN.sub(b"", response.content)
    for form in (path, path.replace("/", "%2F")):
        content = content.replace(form.encode(), b"ADDRESS")
    return content
