"""The system as an actor: explicit, so that no missing user ever passes for it."""

from typing import Final


class System:
    """Acts for the platform itself: loading areas, the demonstration, clean-up."""

    name = "Samtun"
    is_authenticated = True
    is_confirmed = True
    is_guest = False

    def __repr__(self) -> str:
        return "SYSTEM"


SYSTEM: Final = System()
