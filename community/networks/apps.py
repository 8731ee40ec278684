from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "community.networks"
    label = "networks"
