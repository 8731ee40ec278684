from django.apps import AppConfig


class ForumsConfig(AppConfig):
    name = "forums"
    label = "forums"

    def ready(self) -> None:
        from community.networks.views import register_section
        from forums.views.sections import network_section

        register_section(network_section)
