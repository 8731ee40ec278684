import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from tests.community.confidentiality import numbers

FNR = numbers.norwegian("150184")
CPR = numbers.danish("150184")


@pytest.fixture
def check(monkeypatch, capsys):
    """Runs the command as a shell would; no test here may touch a database."""

    def run(given: bytes, *options: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        call_command("checktext", *options)
        return capsys.readouterr().out

    return run


def test_standard_input_is_one_text(check):
    text = f"Pårørende 👩\u200d⚕️ ringte.\nFnr {FNR}\n"
    start = text.index(FNR)
    assert json.loads(check(text.encode())) == [
        {"kind": "fnr", "severity": "block", "start": start, "end": start + 11}
    ]


def test_a_number_over_two_lines_is_one_number_in_one_text(check):
    given = f"{FNR[:6]}\n{FNR[6:]}".encode()
    assert [one["kind"] for one in json.loads(check(given))] == ["fnr"]
    assert check(given, "--lines") == "[]\n[]\n"


@pytest.mark.parametrize("given", [b"", b"\n", b"Ingenting her", "\ufeffEnkelt".encode()])
def test_nothing_found_is_an_empty_list(check, given):
    assert check(given) == "[]\n"


def test_lines_are_answered_one_by_one(check):
    given = f"fnr {FNR}\r\n\nhei\ncpr {CPR}".encode()
    answers = [json.loads(line) for line in check(given, "--lines").splitlines()]
    assert [[one["kind"] for one in answer] for answer in answers] == [["fnr"], [], [], ["cpr"]]


def test_each_line_is_answered_before_the_next_is_read(monkeypatch, capsys):
    answered = []

    class Slow:
        def __iter__(self):
            for line in (b"hei\n", f"{FNR}\n".encode()):
                yield line
                answered.append(capsys.readouterr().out)

    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": Slow()}))
    call_command("checktext", "--lines")
    assert answered[0] == "[]\n"
    assert json.loads(answered[1])[0]["kind"] == "fnr"


@pytest.mark.parametrize("options", [[], ["--lines"]])
def test_what_is_not_utf_8_is_refused_in_one_sentence(check, options):
    with pytest.raises(CommandError) as refused:
        check(b"Kari \xe5 15018", *options)
    assert str(refused.value) == "The input is not valid UTF-8."
    assert refused.value.returncode == 2


def test_the_text_is_never_written_back(check):
    answer = check(f"Ola Nordmann {FNR}".encode())
    assert "Nordmann" not in answer
    assert FNR not in answer
