import pytest
from django.core.exceptions import ValidationError

from community.networks.texts import LONGEST, says_something, tidied


def test_a_name_is_one_line_and_a_message_keeps_its_own():
    messy = "  Sorg\r\n\v og\x00 håp \n"
    assert tidied(name=messy, message=messy) == {
        "name": "Sorg og håp",
        "message": "Sorg\n\v og håp",
    }


def test_what_fits_once_it_is_tidied_is_taken():
    longest = "å" * LONGEST["message"]
    assert tidied(message=f"\n{longest} ") == {"message": longest}
    assert tidied(message="a\r\n" * 500)["message"] == "a\n" * 499 + "a"


def test_what_is_too_long_is_named_with_both_lengths():
    with pytest.raises(ValidationError) as refused:
        tidied(message="å" * 1001, name="Sorg", answer="å" * 1002)
    assert refused.value.message_dict == {
        "message": ["Teksten er 1001 tegn. Den kan være høyst 1000."],
        "answer": ["Teksten er 1002 tegn. Den kan være høyst 1000."],
    }


def test_a_text_that_nobody_can_see_says_nothing():
    assert says_something(" å ")
    assert not any(says_something(text) for text in ("", " \n", "\u200b", "\u00a0\u2060"))
