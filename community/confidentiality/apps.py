from django.apps import AppConfig


class ConfidentialityConfig(AppConfig):
    name = "community.confidentiality"
    label = "confidentiality"
