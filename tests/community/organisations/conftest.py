from tests.community.areas.conftest import all_areas

__all__ = ["all_areas"]
