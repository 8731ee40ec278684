import pytest
from tests.cms.pages.trees import *
@pytest.mark.django_db
def test_p(client):
    p=make_news("Slik", slug="slik", tags=["Pårørende"])
    print([ (t.name,t.slug) for t in p.tags.all()])
    p.tags.add("Pårørende"); p.save_revision().publish()
    p=NewsPage.objects.get()
    print([ (t.name,t.slug) for t in p.tags.all()])
