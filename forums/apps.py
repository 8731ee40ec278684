from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumsConfig(AppConfig):
    name = "forums"
    label = "forums"
    verbose_name = _("Forum")

    def ready(self) -> None:
        from community.networks.views import register_section
        from forums.views.sections import network_section

        register_section(network_section)
