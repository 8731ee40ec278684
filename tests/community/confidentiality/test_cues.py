import pytest

from community.confidentiality.cues import REACH, Cues
from community.confidentiality.normalise import fold


def families_after(text: str) -> set[str]:
    folded = fold(text).text
    cues = Cues(folded)
    return {family for family in ("norwegian", "danish", "duf") if cues.name(family, len(folded))}


@pytest.mark.parametrize(
    "cue",
    [
        "fnr ",
        "Fnr.: ",
        "FNR",
        "f.nr. ",
        "f. nr ",
        "fnr_",
        "fødselsnummer ",
        "Fødselsnummeret er ",
        "fødselsnr. ",
        "fodselsnummer ",
        "foedselsnummer=",
        "F\u00d8DSELSNUMMER: ",
        "D-nummer ",
        "d-nr. ",
        "Dnr ",
        "H-nummer ",
        "FH-nummer: ",
        "hjelpenummer ",
        "identitetsnummer ",
        "birth number ",
        "national identity number ",
        "(fnr) ",
        "pnr ",
        "p.nr. ",
    ],
)
def test_norwegian_cues(cue):
    assert families_after(cue) == {"norwegian"}


@pytest.mark.parametrize(
    "cue",
    ["personnummer ", "personnr. ", "personnumrene ", "pers.nr. ", "Person-nr "],
)
def test_words_that_both_countries_use(cue):
    assert families_after(cue) == {"norwegian", "danish"}


@pytest.mark.parametrize(
    "cue", ["CPR ", "cpr-nr. ", "CPR-nummer: ", "cprnr ", "cpr:", "erstatnings-cpr "]
)
def test_danish_cues(cue):
    assert families_after(cue) == {"danish"}


@pytest.mark.parametrize("cue", ["DUF ", "DUF-nr. ", "dufnummer ", "DUF-nummeret er "])
def test_duf_cues(cue):
    assert families_after(cue) == {"duf"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nr. ",
        "telefonnr ",
        "stoffnr ",
        "duften ",
        "duffel ",
        "hårføner ",
        "org.nr ",
        "CPR 30:2 ",
        "cpr 15:2, ",
        "kapnr ",
        "person ",
        "født ",
    ],
)
def test_other_words_are_no_cues(text):
    assert families_after(text) == set()


@pytest.mark.parametrize(
    "between",
    [
        "kontonr. ",
        "kontonummer: ",
        "IBAN ",
        "KID ",
        "KID-nr ",
        "ISBN: ",
        "org.nr. ",
        "konto er ",
        "saksnr. ",
    ],
)
def test_a_word_for_another_number_right_before_it_wins(between):
    assert families_after(f"fnr mangler, {between}") == set()


@pytest.mark.parametrize("between", ["kontoret ", "kontakt ", "konto 1234, ", "kidnappet "])
def test_words_that_only_look_so_do_not(between):
    assert families_after(f"fnr, {between}") == {"norwegian"}


def test_a_cue_reaches_forty_characters():
    assert families_after("fnr" + " " * REACH)
    assert not families_after("fnr" + " " * (REACH + 1))


def test_stretches_are_joined_where_they_touch():
    text = "fnr og fnr" + " " * 60 + "fnr"
    assert [*Cues(text).stretches("norwegian")] == [(3, 10 + REACH), (73, 73 + REACH)]
    assert [*Cues(text).stretches("duf")] == []
