import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.confidentiality.normalise import FOLDS, fold


@pytest.mark.parametrize(
    "written",
    [
        "150184",
        "１５０１８４",  # full width
        "١٥٠١٨٤",  # Arabic-Indic
        "۱۵۰۱۸۴",  # Persian
        "१५०१८४",  # Devanagari
        "𝟏𝟓𝟎𝟏𝟖𝟒",  # mathematical bold
        "①⑤⓪①⑧④",  # circled
        "❶❺⓿❶❽❹",  # circled, white on black
        "¹⁵⁰¹⁸⁴",  # superscript
        "1\ufe0f\u20e35\ufe0f\u20e30\ufe0f\u20e31\ufe0f\u20e38\ufe0f\u20e34\ufe0f\u20e3",  # keycaps
        "1\u03365\u03360\u03361\u03368\u03364\u0336",  # struck through
        "15\u200b01\u200d84",
        "15\u00ad01\ufeff84",
        "\u202e15\u206601\u20698\u202c4",
        "15\x0001\x0784",
        "⑮0184",
    ],
)
def test_digits_come_out_plain(written):
    assert fold(written).text == "150184"


@pytest.mark.parametrize("dash", "-‐‑‒–—―−﹣－⁻")
def test_dashes_become_one(dash):
    assert fold(f"150184{dash}12345").text == "150184-12345"


@pytest.mark.parametrize(
    "space", [" ", "\t", "\u00a0", "\u2009", "\u202f", "\u3000", "\u2800", "%20", "&nbsp;"]
)
def test_spaces_become_one(space):
    assert fold(f"150184{space}12345").text == "150184 12345"


@pytest.mark.parametrize("line_break", ["\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_line_breaks_become_one(line_break):
    assert fold(f"150184{line_break}12345").text == "150184\n12345"


@pytest.mark.parametrize("dot", ".·․．∙")
def test_dots_become_one(dot):
    assert fold(f"15{dot}01{dot}84").text == "15.01.84"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("FØDSELSNR", "fødselsnr"),
        ("ＦＮＲ", "fnr"),
        ("Pårørende på Ålesund", "parørende pa alesund"),
        ("Pa\u030ar\u00f8rende", "parørende"),  # decomposed, as some file systems write it
        ("İstanbul", "istanbul"),
    ],
)
def test_letters_lose_case_and_accents(written, folded):
    assert fold(written).text == folded


@pytest.mark.parametrize(
    ("before", "number"),
    [
        ("", "150184"),
        ("enkel tekst ", "150184"),
        ("Pårørende: ", "150184"),
        ("\u200b\u200b👩\u200d⚕\ufe0f ", "1\u200b50184"),  # things that vanish
        ("⑫ ½ ⑴ ㏠ ", "150184"),  # things that grow
        ("\u00ad⑫", "①⑤0184"),  # one of each: the lengths are equal again
        ("%20&nbsp;한글 ﬁ ", "15\u00ad0184"),
    ],
)
def test_a_span_leads_back_to_the_original(before, number):
    folded = fold(f"{before}{number} etter")
    end = folded.text.index(" etter")
    start, original_end = folded.original(end - len("150184"), end)
    assert f"{before}{number} etter"[start:original_end] == number


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_every_span_stays_within_the_text(text):
    folded = fold(text)
    places = [folded.original(place, place + 1) for place in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=127, exclude_characters="%&")))
def test_plain_text_takes_the_short_way_to_the_same_result(text):
    assert fold(text).text == "".join(FOLDS[character] for character in text)


def test_rare_characters_are_not_kept_in_memory():
    fold("".join(map(chr, range(0x20000, 0x20100))))
    assert not any(character >= "\U00020000" for character in FOLDS)
