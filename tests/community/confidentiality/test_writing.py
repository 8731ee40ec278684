import pytest

from community.confidentiality.writing import loose_numbers, written_numbers


def read(text: str) -> list[tuple[str, str]]:
    return [(digits, match[0]) for digits, match in written_numbers(text)]


@pytest.mark.parametrize(
    "written",
    [
        "15018412345",
        "150184 12345",
        "150184-12345",
        "150184.12345",
        "150184/12345",
        "150184_12345",
        "150184 - 12345",
        "150184  12345",
        "150184\n12345",
        "150184 \n\n12345",
        "150184-\n12345",
        "150184\n> 12345",
        "150184 123 45",
        "150184 12 345",
        "15 01 84 12345",
        "15.01.84 12345",
        "15. 01. 84 12345",
        "15/01/84-12345",
        "15-01-84-12345",
        "15 01 84 123 45",
        "15 01 84 12 345",
        "15.01.84.123.45",
        "150 184 123 45",
        "150 184 12345",
        "1 5 0 1 8 4 1 2 3 4 5",
        "1501.84.12345",
        "1501 84 12345",
        "15.01.1984 12345",
        "15.01.84, personnr. 12345",
        "150184 og personnummer 12345",
        "150184 (pnr 12345",
    ],
)
def test_eleven_digits_in_the_usual_groups(written):
    assert read(f"a {written}, b") == [("15018412345", written)]
    assert read(written) == [("15018412345", written)]


@pytest.mark.parametrize(
    "written",
    [
        "1501841234",
        "150184-1234",
        "150184 1234",
        "15.01.84-1234",
        "15 01 84 1234",
        "150184-\n1234",
        "15.01.1984-1234",
    ],
)
def test_ten_digits_in_the_usual_groups(written):
    assert read(f"a {written}, b") == [("1501841234", written)]


@pytest.mark.parametrize(
    "text",
    [
        "115018412345",
        "150184123456",
        "1150184 12345",
        "150184 123456",
        "1 5 0 1 8 4 1 2 3 4 5 6",
        "12 34 56 78 12 34",
        "NO93 8601 1117 947",
        "1501 1501 84 12345",  # account numbers and groups of two and three stand alone
        "150 184 123 45 6",
        "15 01 84 123 45 67",
        "22 15 01 84 123 45",
        "150184      12345",
        "150184, 12345",
        "15.01.84 12 500 kr og 12.30",
    ],
)
def test_other_groups_are_left_alone(text):
    assert read(text) == []


@pytest.mark.parametrize("before", ["rom 4 ", "kl 12 ", "12.", "2024-03-12-", "1984 "])
def test_numbers_before_it_do_not_hide_it(before):
    assert ("15018412345", "150184 12345") in read(f"{before}150184 12345")
    assert ("15018412345", "15.01.84 12345") in read(f"{before}15.01.84 12345")


def loose(text: str, length: int, end: int = 30) -> list[str]:
    return [digits for digits, _ in loose_numbers(text, length, 0, end)]


@pytest.mark.parametrize(
    "written", ["1501 8412 345", "1 5 0 1 8 4 1 2 3 4 5", "15-01-84-1-2345", "15 018\n412345"]
)
def test_loose_groups_are_read_where_asked(written):
    text = f"fnr {written}, og mer"
    assert loose(text, 11, end=10) == ["15018412345"]
    assert loose(text, 11, end=3) == []
    assert loose(text, 10) == loose(text, 12) == []


@pytest.mark.parametrize(
    "text",
    [
        "cpr 12.03.2026 14",
        "cpr 12.03.2026-14",
        "cpr 2012-03-12 14:30",
        "cpr 01.01.2024-31.12.2024",
        "cpr 12.03.2026 14.30",
    ],
)
def test_ten_loose_digits_are_not_a_date_and_a_time(text):
    assert loose(text, 10) == []
    assert loose("cpr 15 01 84 12 34", 10) == ["1501841234"]
