from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    verbose_name = _("Sider")

    def ready(self) -> None:
        from cms.pages import checks, signals

        checks.register_checks()
        signals.connect()
        post_migrate.connect(signals.finish_front_page, sender=self)
