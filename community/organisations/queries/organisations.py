"""Finding the organisation to choose."""

from django.db.models import Case, Q, QuerySet, Value, When

from community.areas.spelling import cleaned
from community.members.queries.search import holding_words
from community.organisations.models import Organisation

MOST_FOUND = 20


def search_organisations(typed: str) -> QuerySet[Organisation]:
    """Those whose name holds every word typed, names that begin so first; at most 20.

    Each with its area. Nothing typed finds nothing.
    """
    first = cleaned(typed)
    if not first:
        return Organisation.objects.none()
    begins_so = Case(When(Q(search_key__contains=f"|{first}"), then=Value(0)), default=Value(1))
    return (
        Organisation.objects.filter(holding_words(typed))
        .select_related("area")
        .order_by(begins_so, "sort_key", "pk")[:MOST_FOUND]
    )
