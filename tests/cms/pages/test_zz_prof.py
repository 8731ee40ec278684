import pytest, cProfile, pstats
from tests.cms.pages.trees import *
@pytest.mark.django_db
def test_p():
    t=make_tree()
    pr=cProfile.Profile(); pr.enable()
    for i in range(10): make_news(f"N{i}", t.gjovik)
    pr.disable(); pstats.Stats(pr).sort_stats("cumulative").print_stats(45)
