"""Chinese names as they are spelt in Latin letters."""

from __future__ import annotations

import pytest

from scheduling import spelling

NAMES = ["李建国", "李建军", "王芳", "欧阳静", "吕布", "单雄信", "曾敏", "西安", "John Miller", "阿卜杜·热合曼"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Li Jianguo", ["李建国"]),
        ("Jianguo Li", ["李建国"]),
        ("li jian guo", ["李建国"]),
        ("LIJIANGUO", ["李建国"]),
        ("Lǐ Jiànguó", ["李建国"]),
        ("li jian", ["李建国", "李建军"]),  # part of a name, but whole syllables
        ("lijia", []),
        ("jianguo", ["李建国"]),
        ("Ouyang Jing", ["欧阳静"]),
        ("Jing Ouyang", ["欧阳静"]),
        ("Lü Bu", ["吕布"]),
        ("Lv Bu", ["吕布"]),
        ("Lyu Bu", ["吕布"]),
        ("Shan Xiongxin", ["单雄信"]),  # a letter of several readings
        ("Zeng Min", ["曾敏"]),
        ("Xi'an", ["西安"]),
        ("Miller", []),  # found as it is written
        ("", []),
    ],
)
def test_a_name_is_found_by_its_sound(text: str, names: list[str]) -> None:
    assert spelling.spelt_as(text, NAMES) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Li Jianguo is off sick tomorrow", ["李建国"]),
        ("cancel Fang Wang's visit", ["王芳"]),
        ("Li is off sick", []),  # a surname alone is nobody's name
        ("the line is jammed", []),
    ],
)
def test_a_sentence_names_somebody_whole(text: str, names: list[str]) -> None:
    assert spelling.named_in(text, NAMES) == names
