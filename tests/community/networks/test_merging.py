from django.http import QueryDict

from community.networks.merging import changed_by_others, is_marked, marks, with_value


def test_a_mark_tells_what_has_changed_since():
    seen = marks({"name": "Palliasjon", "contact": None, "areas": [3, 1]})
    assert not [*changed_by_others(seen, {"name": "Palliasjon", "contact": None, "areas": [1, 3]})]
    now = {"name": "Lindring", "contact": 4, "areas": [1]}
    assert [*changed_by_others(seen, now)] == ["name", "contact", "areas"]
    assert is_marked(seen, "name", "Palliasjon")
    assert not is_marked(seen, "name", "Lindring")
    assert "Palliasjon" not in seen


def test_of_what_was_not_there_at_the_beginning_nothing_is_said():
    assert not [*changed_by_others("", {"name": "Palliasjon"})]
    assert not [*changed_by_others("name:", {"welcome": "Hei"})]
    assert not is_marked("", "name", "Palliasjon")


def test_a_value_takes_the_place_of_what_was_sent():
    sent = QueryDict("areas=1&areas=2&contact=4&name=Palliasjon")
    form = with_value(with_value(sent, "areas", [3]), "contact", None)
    assert (form.getlist("areas"), form["contact"], form["name"]) == (["3"], "", "Palliasjon")
    assert sent.getlist("areas") == ["1", "2"]
