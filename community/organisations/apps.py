from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "community.organisations"
    label = "organisations"
