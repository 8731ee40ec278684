"""Pages of networks. A higher app adds to a network's page with `register_section`."""

from community.networks.views.sections import register_section

__all__ = ["register_section"]
