"""Phone numbers as people type them, and as they are kept (E.164)."""

from __future__ import annotations

import phonenumbers

from scheduling.phones import REGION, readable

LONGEST = 40


def phone_in(text: str) -> str | None:
    """The number in E.164 if there is exactly one that can exist."""
    if len(text) > LONGEST * 4:
        return None
    e164 = phonenumbers.PhoneNumberFormat.E164
    matches = phonenumbers.PhoneNumberMatcher(text, REGION)
    found = {phonenumbers.format_number(match.number, e164) for match in matches}
    return found.pop() if len(found) == 1 else None


def shared_phone(text: str) -> str | None:
    """The number of a shared contact, which the messenger writes without its plus."""
    try:
        number = phonenumbers.parse(text if text.startswith("+") else f"+{text}", None)
    except phonenumbers.NumberParseException:
        return phone_in(text)
    if not phonenumbers.is_valid_number(number):  # nobody can own it, so it is a number from here without its code
        return phone_in(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def masked(phone: str) -> str:
    """138****1234: enough to recognise one's own number."""
    digits = "".join(letter for letter in readable(phone) if letter.isdigit())
    return f"{digits[:-8]}****{digits[-4:]}" if len(digits) > 9 else f"****{digits[-4:]}"


def without_number(text: str) -> str:
    """What is left of "李阿姨 13800000000" when the number is taken out: the name."""
    for match in reversed(list(phonenumbers.PhoneNumberMatcher(text, REGION))):
        text = text[: match.start] + text[match.end :]
    return " ".join(text.replace(",", " ").replace("，", " ").split())
