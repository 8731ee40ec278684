"""The four languages, and our front page in the place of Wagtail's welcome page."""

from django.db import migrations

LANGUAGES = ["nb", "nn", "da", "en"]
ROOT_PATH = "0001"
HOME_PATH = "00010001"
SITE_NAME = "Samtun"


def add_languages(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    for language in LANGUAGES:
        Locale.objects.get_or_create(language_code=language)


def replace_welcome_page(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    _welcome_pages(Page).delete()
    if Page.objects.filter(path__startswith=HOME_PATH).exists():
        return  # somebody else's tree
    home = _add_home(apps)
    _count_children(Page)
    _point_site_to(apps, home)


def remove_our_pages(apps, schema_editor):
    """Their tables go in the step before, so a page of ours would be left without its half."""
    Page = apps.get_model("wagtailcore", "Page")
    Page.objects.filter(content_type__app_label="pages").delete()
    _count_children(Page)


def _welcome_pages(Page):
    return Page.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", slug="home", depth=2, numchild=0
    )


def _add_home(apps):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    content_type, _created = ContentType.objects.get_or_create(app_label="pages", model="homepage")
    return apps.get_model("pages", "HomePage").objects.create(
        title=SITE_NAME,
        draft_title=SITE_NAME,
        slug="hjem",
        content_type=content_type,
        locale=Locale.objects.get(language_code=LANGUAGES[0]),
        path=HOME_PATH,
        depth=2,
        numchild=0,
        url_path="/hjem/",
    )


def _count_children(Page):
    count = Page.objects.filter(path__startswith=ROOT_PATH, depth=2).count()
    Page.objects.filter(path=ROOT_PATH).update(numchild=count)


def _point_site_to(apps, home):
    """Wagtail's site went with its welcome page; one that stayed is pointed here."""
    Site = apps.get_model("wagtailcore", "Site")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "site_name": SITE_NAME, "root_page": home},
    )


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [
        migrations.RunPython(add_languages, migrations.RunPython.noop),
        migrations.RunPython(replace_welcome_page, remove_our_pages),
    ]
