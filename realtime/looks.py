"""A member's own stream, `member:<id>`, says only "look": something of yours has changed.

It has no log, as its truth is in the tables of the inbox and the read marks. A lost look costs
nothing that the next one, or the next page, does not bring.
"""

from django.db import transaction

from realtime import doorbell


def look(member_id: int) -> None:
    """Tell the member's tabs to look, once what is under way has been committed."""
    names = [f"member:{member_id}"]
    transaction.on_commit(lambda: doorbell.ring(names), robust=True)
