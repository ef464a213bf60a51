"""Telephone numbers, kept in one form (E.164) however they were typed."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

REGION = "CN"


def normalise(typed: str) -> str | None:
    """ "138 0000 0000" as +8613800000000; None for what is no telephone number anywhere."""
    try:
        number = phonenumbers.parse(typed.strip().lstrip("'"), REGION)
    except NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def readable(phone: str | None) -> str:
    """As people dial it: a number of the own country without its prefix, another in full."""
    if not phone:
        return ""
    try:
        number = phonenumbers.parse(phone, REGION)
    except NumberParseException:
        return phone
    if phonenumbers.region_code_for_number(number) == REGION:
        return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
