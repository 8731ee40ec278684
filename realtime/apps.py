from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RealtimeConfig(AppConfig):
    name = "realtime"
    label = "realtime"
    verbose_name = _("Sanntid")

    def ready(self) -> None:
        from realtime import access  # noqa: F401 - declares the server's own stream
        from realtime.declarations import load

        load()
