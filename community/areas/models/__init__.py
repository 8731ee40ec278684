from community.areas.models.area import Area, AreaQuerySet, County

__all__ = ["Area", "AreaQuerySet", "County"]
