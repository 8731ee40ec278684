from cms.pages.models.area_group import AreaGroup
from cms.pages.models.area_page import AreaPage
from cms.pages.models.content import ArticlePage, NewsPage, PageTag
from cms.pages.models.home import HomePage
from cms.pages.models.page_area import PageArea

__all__ = ["AreaGroup", "AreaPage", "ArticlePage", "HomePage", "NewsPage", "PageArea", "PageTag"]
