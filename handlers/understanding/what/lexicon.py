"""What words mean in this trade: the tables of words/, concept by concept."""

from pathlib import Path

_TABLES = Path(__file__).parent / "words"


def _read(lang: str) -> dict[str, str]:
    """The words of one language by concept; a concept stands in one table only."""
    found: dict[str, str] = {}
    for path in sorted(_TABLES.glob(f"{lang}*.txt")):
        concept = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            if not line.startswith(" "):
                concept, _, line = line.partition(":")
                if concept in found:
                    raise ValueError(f"{concept} stands in two tables of {lang}")
                found[concept] = ""
            found[concept] += f" {line.strip()}"
    return found


ZH = _read("zh")
EN = _read("en")
PLAIN = (_read("plain_zh"), _read("plain_en"))  # what is acted on at once; plainness.py
