"""A running total where no date says so; half of the rows are about one incident."""

import pytest

from counterclaim.coding.coder import code
from counterclaim.model import Report


@pytest.mark.parametrize(
    ("lang", "text", "number", "scope"),
    [
        ("en", "About 100 Palestinians were killed since the ceasefire began, Gaza officials say.", 100, "cumulative"),
        ("en", "Israel killed 15 Palestinians in Gaza, Gaza officials say.", 15, "incident"),
        ("en", "Ukraine says it has destroyed 40 Russian tanks so far.", 40, "cumulative"),
        ("en", "Ukraine says it destroyed 40 Russian tanks.", 40, "incident"),
        ("vi", "Ukraine nói 500 lính Nga đã chết kể từ đầu chiến dịch.", 500, "cumulative"),
        ("vi", "Ukraine nói 500 lính Nga đã chết.", 500, "incident"),
        ("vi", "Ukraine xác nhận thêm 15 binh sĩ tử trận, nâng tổng số người thiệt mạng lên 31.", 15, "incident"),
        ("ru", "Украина сообщила, что с начала войны уничтожено 40 российских танков.", 40, "cumulative"),
        ("ru", "Украина сообщила, что уничтожено 40 российских танков.", 40, "incident"),
    ],
)
def test_a_count_since_something_is_a_running_total(lang, text, number, scope):
    claims = code(Report(id="r", body=text, lang=lang, published="2025-10-20"))
    assert [claim.scope for claim in claims if claim.low == number] == [scope]
