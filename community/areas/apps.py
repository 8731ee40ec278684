from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "community.areas"
    label = "areas"
