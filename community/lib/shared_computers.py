"""Ward PCs are shared: what one member saw is not there for the next."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class SharedComputersMiddleware:
    """Keeps members' pages out of every cache, the browser's own and that of "back" included.

    Signing out, wherever it is done, empties what the browser keeps for us: unsent texts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if hasattr(request, "user") and request.user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
        if request.method == "POST" and request.path == reverse("account_logout"):
            response.headers["Clear-Site-Data"] = '"storage"'
        return response
