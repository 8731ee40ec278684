"""What makes digits an identity number: the shape of a birth date, and control digits.

A birth date is never asked to be past or in a known century: test numbers would slip through.
"""

from operator import mul

FIRST_CONTROL = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_CONTROL = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
DANISH_CONTROL = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
DUF_CONTROL = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)

VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))
REMAINDERS_FROM_2032 = range(4)
LATE_SERIES, RESERVE_SERIES = 500, 900
DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _dates(*, day_shift: int = 0, month_shift: int = 0) -> list[str]:
    """Every "ddmm" of a year, with the shift that marks a kind of number."""
    return [
        f"{day + day_shift:02}{month + month_shift:02}"
        for month, days in enumerate(DAYS_IN_MONTH, start=1)
        for day in range(1, days + 1)
    ]


NORWEGIAN_SHAPES: dict[str, str] = {
    **dict.fromkeys(_dates(), "fnr"),
    **dict.fromkeys(_dates(day_shift=40), "dnr"),
    # Help numbers, and the test persons that NAV makes in the same way.
    **dict.fromkeys(_dates(month_shift=40), "hnr"),
    **dict.fromkeys(_dates(day_shift=40, month_shift=40), "hnr"),
    # Test persons of Norsk helsenett (65) and of Skatteetaten (80).
    **dict.fromkeys(_dates(month_shift=65), "synthetic"),
    **dict.fromkeys(_dates(day_shift=40, month_shift=65), "synthetic"),
    **dict.fromkeys(_dates(month_shift=80), "synthetic"),
    **dict.fromkeys(_dates(day_shift=40, month_shift=80), "synthetic"),
}
DANISH_SHAPES: dict[str, str] = {
    **dict.fromkeys(_dates(), "cpr"),
    **dict.fromkeys(_dates(day_shift=60), "dk_replacement"),
}


def norwegian_kind(digits: str) -> str | None:
    """The kind of an eleven-digit Norwegian number; None unless both control digits hold.

    From 2032 new numbers accept more remainders for the first control digit: "fnr2032" is a
    number that holds only by that rule.
    """
    shape = NORWEGIAN_SHAPES.get(digits[:4]) or ("fhnr" if digits[0] in "89" else None)
    if shape is None or _remainder(SECOND_CONTROL, digits) != 0:
        return None
    remainder = _remainder(FIRST_CONTROL, digits)
    if remainder == 0:
        return shape
    return "fnr2032" if remainder in REMAINDERS_FROM_2032 and shape != "fhnr" else None


def fits_century(digits: str, century: str) -> bool:
    """Whether an eleven-digit number can belong to someone born in that century ("19" or "20")."""
    individual = int(digits[6:9])
    if century == "20":
        return individual >= LATE_SERIES
    return individual < LATE_SERIES or individual >= RESERVE_SERIES


def danish_kind(digits: str) -> str | None:
    """The kind of a ten-digit Danish number. It has no control digit that one could rely on."""
    return DANISH_SHAPES.get(digits[:4])


def passes_danish_modulus(digits: str) -> bool:
    return _remainder(DANISH_CONTROL, digits) == 0


def duf_kind(digits: str) -> str | None:
    """Year, running number, and two digits that hold the remainder."""
    controlled = _remainder(DUF_CONTROL, digits) == int(digits[10:])
    return "duf" if controlled and digits.startswith(("19", "20")) else None


def _remainder(weights: tuple[int, ...], digits: str) -> int:
    """Modulus 11 of the weighted sum of as many digits as there are weights."""
    return sum(map(mul, weights, digits.encode("ascii").translate(VALUES))) % 11
