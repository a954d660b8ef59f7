import pytest

from counterclaim.language.gazetteer import gazetteer


@pytest.mark.parametrize(
    ("written", "code", "within"),
    [
        ("thành phố Pokrovsk", "pokrovsk", ("donetsk", "UKR")),
        ("eastern Ukrainian city of Pokrovsk", "pokrovsk", ("donetsk", "UKR")),
        ("Покровском", "pokrovsk", ("donetsk", "UKR")),
        ("Kupyansk", "kupiansk", ("kharkov", "UKR")),
        ("northern districts of Kupiansk", "kupiansk", ("kharkov", "UKR")),
        ("tỉnh Kharkiv", "kharkov", ("UKR",)),
        ("Gaza City", "gaza city", ("gaza", "PSE")),
        ("Dải Gaza", "gaza", ("PSE",)),
        ("Киеве", "kyiv", ("UKR",)),
        ("the Eastern Pacific Ocean", "eastern pacific", ("pacific",)),
        ("biên giới Afghanistan và Pakistan", "AFG+PAK", ("AFG", "PAK")),
        ("lãnh thổ Nga", "RUS", ()),
        ("Engels air base", "engels air base", ("engels", "saratov", "RUS")),  # a site lies in the town it is called by
        ("Copenhagen Airport", "copenhagen airport", ("copenhagen", "DNK")),
        ("Kyiv region", "kyiv region", ("UKR",)),  # a region does not
        ("Thổ", "TUR", ()),
    ],
)
def test_names_of_any_language_lie_in_one_place(written, code, within):
    place = gazetteer().locate(written)
    assert (place.code, place.within, place.known) == (code, within, True)


def test_nearness_is_kept():
    assert gazetteer().locate("near Kyiv").near
    assert gazetteer().locate("gần Kiev").near
    assert not gazetteer().locate("Kyiv").near


def test_words_that_name_no_place_say_nothing():
    place = gazetteer().locate("the border")
    assert (place.code, place.known) == ("", False)


def test_a_name_that_nobody_knows_stays_a_name():
    place = gazetteer().locate("Qwertygrad")
    assert (place.code, place.known) == ("qwertygrad", False)


def test_of_several_places_of_one_name_that_of_a_party_is_meant():
    assert "EGY" in gazetteer().locate("Rafah", {"EGY"}).within
    assert "gaza" in gazetteer().locate("Rafah", {"gaza"}).within
