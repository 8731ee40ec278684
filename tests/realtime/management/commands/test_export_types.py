from realtime.management.commands.export_types import TARGET, typescript


def test_the_browsers_types_are_fresh():
    """When this fails: manage.py export_types, and give each new event a handler."""
    assert TARGET.read_text(encoding="utf-8") == typescript()
