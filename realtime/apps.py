from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "realtime"
    label = "realtime"

    def ready(self) -> None:
        from realtime import access  # noqa: F401 - declares the server's own stream
        from realtime.declarations import load

        load()
