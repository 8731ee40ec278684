"""What an editor can put into a page: the few things a hospital or municipality writes with."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

RICH_TEXT = ["bold", "italic", "link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(
        choices=[("h2", _("Overskrift")), ("h3", _("Underoverskrift"))],
        default="h2",
        label=_("Nivå"),
    )
    text = blocks.CharBlock(max_length=160, label=_("Tekst"))

    class Meta:
        icon = "title"
        label = _("Overskrift")
        template = "pages/blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Sitat"), rows=3)
    source = blocks.CharBlock(required=False, max_length=160, label=_("Hvem sier det"))

    class Meta:
        icon = "openquote"
        label = _("Sitat")
        template = "pages/blocks/quote.html"


class FactBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, label=_("Overskrift"))
    text = blocks.RichTextBlock(features=RICH_TEXT, label=_("Tekst"))

    class Meta:
        icon = "info-circle"
        label = _("Faktaboks")
        template = "pages/blocks/fact.html"


class PictureBlock(blocks.StructBlock):
    """Wagtail's own image block asks for an alternative text unless the picture is decoration."""

    picture = ImageBlock(label=_("Bilde"))
    caption = blocks.CharBlock(required=False, max_length=255, label=_("Bildetekst"))
    credit = blocks.CharBlock(max_length=120, label=_("Foto eller tegning"))

    class Meta:
        icon = "image"
        label = _("Bilde")
        template = "pages/blocks/picture.html"


class LinkBlock(blocks.StructBlock):
    """A page of ours or an address elsewhere: one of them, never both."""

    text = blocks.CharBlock(max_length=160, label=_("Lenketekst"))
    page = blocks.PageChooserBlock(required=False, label=_("Side i Samtun"))
    address = blocks.URLBlock(required=False, label=_("Adresse utenfor Samtun"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            problem = ValidationError(_("Velg en side, eller skriv en adresse, men ikke begge."))
            raise StructBlockValidationError(block_errors={"address": problem})
        return cleaned

    class Meta:
        icon = "link"
        label = _("Lenke")


class LinksBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, max_length=120, label=_("Overskrift"))
    links = blocks.ListBlock(LinkBlock(), min_num=1, label=_("Lenker"))

    class Meta:
        icon = "list-ul"
        label = _("Lenkeliste")
        template = "pages/blocks/links.html"


class ContactBlock(blocks.StructBlock):
    """A service rather than a person, so that the page does not grow old with a job."""

    name = blocks.CharBlock(max_length=120, label=_("Tjeneste eller person"))
    role = blocks.CharBlock(required=False, max_length=160, label=_("Hva de hjelper med"))
    phone = blocks.CharBlock(required=False, max_length=40, label=_("Telefon"))
    email = blocks.EmailBlock(required=False, label=_("E-post"))
    hours = blocks.CharBlock(required=False, max_length=120, label=_("Når de svarer"))

    class Meta:
        icon = "user"
        label = _("Kontakt")
        template = "pages/blocks/contact.html"


BODY = [
    ("heading", HeadingBlock()),
    ("paragraph", blocks.RichTextBlock(features=RICH_TEXT, icon="pilcrow", label=_("Tekst"))),
    ("quote", QuoteBlock()),
    ("fact", FactBlock()),
    ("picture", PictureBlock()),
    ("links", LinksBlock()),
    ("contact", ContactBlock()),
]
