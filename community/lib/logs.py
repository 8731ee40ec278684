"""What must never stand in a log: long numbers, which may be a person's."""

import logging
import re

_LONG_NUMBER = re.compile(r"\d{9,}")


class MaskNumbers(logging.Filter):
    """Masks runs of nine digits and more, wherever in the line they come from."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        masked = _LONG_NUMBER.sub("#########", message)
        if masked != message:
            record.msg, record.args = masked, None
        return True
