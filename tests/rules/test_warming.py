"""Patterns are put together when first met, or ahead, once the bot is up: nobody's first words wait for them."""

import subprocess
import sys
from datetime import datetime

from handlers.understanding import warming, what, when
from handlers.understanding.what import plainness
from handlers.understanding.what.rules import RULES
from handlers.understanding.when import chinese, english, english_phrases
from tests.rules.test_when import ROWS
from tests.rules.what_cases import cases

NOW = datetime(2026, 11, 12, 9, 40)


def put_together() -> tuple[int, ...]:
    vocabularies = plainness.vocabulary.cache_info().currsize
    english_patterns = len(english._match) + len(english_phrases.beginning)
    return (
        sum(rule._finditer is not None for rule in RULES),
        vocabularies,
        english_patterns,
        len(chinese._pieces._match),
    )


def test_after_warming_no_sentence_puts_anything_together() -> None:
    for _ in warming.steps():
        pass
    before = put_together()
    assert before[0] == len(RULES)
    for case in cases():
        what.understand(case.text, case.lang, case.context)
    for lang, said, _ in ROWS:
        when.understand(said, NOW, lang)
    assert put_together() == before


def test_who_only_imports_waits_for_none_of_it() -> None:
    code = (
        "from handlers.understanding import what, when; from handlers.understanding.what.rules import RULES;"
        "from handlers.understanding.when import english; print(any(r._finditer for r in RULES), len(english._match))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "0"]
