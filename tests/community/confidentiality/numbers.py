"""Made-up identity numbers with right control digits, worked out from the published rules.

They belong to nobody: each is the first of its day that the rules allow, from series not in use.
"""


def weighted(digits: str, weights: str) -> int:
    return sum(int(digit) * int(weight) for digit, weight in zip(digits, weights, strict=True))


def norwegian(first_six: str, *, individual: int = 700, remainder: int = 0) -> str:
    """The next number from `individual` on; `remainder` 1 to 3 holds only by the rule of 2032."""
    while True:
        nine = f"{first_six}{individual:03}"
        first = (remainder - weighted(nine, "376189452")) % 11
        second = -weighted(f"{nine}{first}", "5432765432") % 11 if first < 10 else 10
        if first < 10 and second < 10:
            return f"{nine}{first}{second}"
        individual += 1


def mistyped(number: str) -> str:
    """Two neighbours changed places: the slip that control digits are there to find."""
    for place in range(6, 10):
        if number[place] != number[place + 1]:
            swapped = number[place + 1] + number[place]
            return number[:place] + swapped + number[place + 2 :]
    raise ValueError(number)


def account(first_ten: str) -> str:
    """A bank account number: its one control digit is the second one of a fødselsnummer."""
    control = -weighted(first_ten, "5432765432") % 11
    return f"{first_ten}{control}" if control < 10 else account(f"{int(first_ten) + 1:010}")


def danish(first_six: str, *, modulus: bool = True, serial: int = 4100) -> str:
    """The next number from `serial` on that passes, or does not pass, modulus 11."""
    while (weighted(f"{first_six}{serial:04}", "4327654321") % 11 == 0) is not modulus:
        serial += 1
    return f"{first_six}{serial:04}"


def duf(year: str, serial: str) -> str:
    control = weighted(f"{serial}{year}", "4632754632") % 11
    return f"{year}{serial}{control:02}"
