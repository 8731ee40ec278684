import logging

from community.lib.logs import MaskNumbers


def logged(message: str, *args: object) -> str:
    record = logging.LogRecord("any", logging.WARNING, "", 1, message, args, None)
    assert MaskNumbers().filter(record)
    return record.getMessage()


def test_a_number_that_may_be_a_persons_is_in_no_log():
    assert logged("Not Found: %s", "/trad/15887810130/") == "Not Found: /trad/#########/"
    assert logged("Not Found: /omrade/15887810130") == "Not Found: /omrade/#########"


def test_the_numbers_of_everyday_stay():
    assert logged("%s took %d ms on port %d", "/trad/42/", 120, 8000) == (
        "/trad/42/ took 120 ms on port 8000"
    )
