"""Telephone numbers as people type them, as a messenger shares them, and as much of one as may be shown."""

from __future__ import annotations

import pytest

from handlers.phones import masked, phone_in, shared_phone, without_number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800001234", "+8613800001234"),
        ("138 0000 1234", "+8613800001234"),
        ("138-0000-1234", "+8613800001234"),
        ("+86 138 0000 1234", "+8613800001234"),
        ("我的电话是13800001234,谢谢", "+8613800001234"),
        ("010-62345678", "+861062345678"),
        ("+44 20 7946 0958", "+442079460958"),
        ("12345", None),
        ("一三八", None),
        ("13800001234 或 13900001111", None),
        ("9" * 500, None),
        ("", None),
    ],
)
def test_one_number_that_can_exist_is_kept_in_one_form(typed, kept):
    assert phone_in(typed) == kept


@pytest.mark.parametrize(
    ("shared", "kept"),
    [
        ("8613800001234", "+8613800001234"),
        ("+8613800001234", "+8613800001234"),
        ("442079460958", "+442079460958"),
        ("12015550123", "+12015550123"),  # not a number from here: nobody abroad becomes somebody at home
    ],
)
def test_a_shared_contact_is_international_with_or_without_its_plus(shared, kept):
    assert shared_phone(shared) == kept


def test_a_name_is_what_is_left_without_the_number():
    assert without_number("李阿姨, 138 0000 1234") == "李阿姨"
    assert without_number("李阿姨13800001234") == "李阿姨"


def test_only_enough_is_shown_to_recognise_ones_own():
    assert masked("+8613800001234") == "138****1234"
    assert "4600" not in masked("+442079460058")
