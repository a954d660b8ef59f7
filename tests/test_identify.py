"""Which language a text is in: by small words and letters, of those that a pack reads and of others."""

from __future__ import annotations

import pytest

from counterclaim.errors import UnknownLanguage
from counterclaim.language.identify import language_of, spoken
from counterclaim.reading.text import normal_text

NEWS = {
    "vi": "Quân đội cho biết đã bắn hạ bảy máy bay không người lái trong đêm qua ở miền nam.",
    "en": "The army said on Monday that it had shot down seven drones over the south of the country.",
    "ru": "Военные сообщили, что за ночь на юге страны были сбиты семь беспилотников.",
    "uk": "Військові повідомили, що протягом ночі на півдні країни було збито сім безпілотників.",
    "be": "Вайскоўцы паведамілі, што за ноч на поўдні краіны было збіта сем беспілотнікаў.",
    "bg": "Военните съобщиха, че през нощта над южната част на страната са били свалени седем дрона.",
    "sr": "Војска је саопштила да је током ноћи на југу земље оборено седам беспилотних летелица.",
    "fr": "L'armée a déclaré lundi avoir abattu sept drones dans le sud du pays pendant la nuit.",
    "es": "El ejército dijo el lunes que había derribado siete drones en el sur del país durante la noche.",
    "pt": "O exército disse que abateu sete drones no sul do país durante a noite de segunda-feira.",
    "it": "L'esercito ha detto lunedì di aver abbattuto sette droni nel sud del paese durante la notte.",
    "ro": "Armata a declarat luni că a doborât șapte drone în sudul țării în timpul nopții.",
    "de": "Die Armee teilte am Montag mit, sie habe in der Nacht im Süden des Landes sieben Drohnen abgeschossen.",
    "nl": "Het leger zei maandag dat het in de nacht zeven drones in het zuiden van het land had neergehaald.",
    "sv": "Armén uppgav på måndagen att den hade skjutit ner sju drönare i södra delen av landet under natten.",
    "pl": "Wojsko poinformowało w poniedziałek, że w nocy na południu kraju zestrzelono siedem dronów.",
    "cs": "Armáda v pondělí oznámila, že v noci na jihu země sestřelila sedm dronů.",
    "hu": "A hadsereg hétfőn közölte, hogy az éjszaka hét drónt lőttek le az ország déli részén.",
    "tr": "Ordu pazartesi günü ülkenin güneyinde gece boyunca yedi insansız hava aracının düşürüldüğünü bildirdi.",
    "az": "Ordu bildirib ki, gecə ölkənin cənubunda yeddi pilotsuz uçuş aparatı vurulub.",
    "id": "Tentara mengatakan pada hari Senin bahwa mereka telah menembak jatuh tujuh pesawat nirawak di selatan.",
    "ar": "قال الجيش يوم الاثنين إنه أسقط سبع طائرات مسيرة في جنوب البلاد خلال الليل.",
    "fa": "ارتش روز دوشنبه گفت که در طول شب هفت پهپاد را در جنوب کشور سرنگون کرده است.",
    "ur": "فوج نے پیر کو کہا کہ اس نے رات کے دوران ملک کے جنوب میں سات ڈرون مار گرائے ہیں۔",
    "he": "הצבא מסר ביום שני כי הפיל שבעה כטב״מים בדרום המדינה במהלך הלילה.",
    "el": "Ο στρατός ανακοίνωσε ότι κατέρριψε επτά μη επανδρωμένα αεροσκάφη τη νύχτα.",
    "hy": "Բանակը հայտնել է, որ գիշերը երկրի հարավում խոցվել է յոթ անօդաչու թռչող սարք։",
    "ka": "არმიამ განაცხადა, რომ ღამით ქვეყნის სამხრეთში შვიდი დრონი ჩამოაგდო.",
    "hi": "सेना ने सोमवार को कहा कि उसने रात में देश के दक्षिण में सात ड्रोन मार गिराए।",
    "th": "กองทัพกล่าวว่าได้ยิงโดรนเจ็ดลำตกทางตอนใต้ของประเทศในช่วงกลางคืน",
    "ko": "군은 월요일 밤사이 남부 지역에서 드론 일곱 대를 격추했다고 밝혔다.",
    "zh": "军方周一表示，夜间在该国南部击落了七架无人机。",
    "ja": "軍は月曜日、夜間に国の南部で無人機七機を撃墜したと発表した。",
}


def words(text: str) -> str:
    return normal_text(text).words


@pytest.mark.parametrize("lang", NEWS)
def test_a_sentence_of_news_tells_its_language(lang: str) -> None:
    assert language_of(words(NEWS[lang])) == lang


@pytest.mark.parametrize("text", ["", "1234", "!?", "Yeah1", "Aston Villa 1-1 Leeds", "Qwxz Zxcv Vbnm Asdf"])
def test_what_tells_nothing_is_in_no_language(text: str) -> None:
    assert language_of(words(text)) is None


@pytest.mark.parametrize("lang", ["vi", "en", "ru"])
@pytest.mark.parametrize("other", ["vi", "en", "ru", "fr", "de", "uk", "ar", "zh"])
def test_a_passage_in_another_language_is_told_from_those_around_it(lang: str, other: str) -> None:
    assert spoken(words(NEWS[other]), lang) == other


@pytest.mark.parametrize("lang", ["vi", "en", "ru"])
@pytest.mark.parametrize("text", ["", "12", "Putin", "Nguyễn A", "(AP)", "De la Cruz, Monde", "No."])
def test_what_tells_little_is_in_the_language_around_it(lang: str, text: str) -> None:
    assert spoken(words(text), lang) == lang


def test_the_refusal_names_what_is_supported() -> None:
    assert str(UnknownLanguage("fr", ("en", "vi"))) == "no pack reads language 'fr'; supported: en, vi (use --lang)"
    assert str(UnknownLanguage(None, ("vi",))).startswith("its language cannot be told from the text; supported: vi")
