"""井盖丢了, 电杆被撞: a danger to the plant, as people on the road say it (R-6.16)."""

from __future__ import annotations

import re

# The first that fits is meant, so what says more stands first. Values are those of `HazardKind`.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words))
    for kind, words in (
        (
            "power_crossing",
            r"(交越|交跨|交叉|搭|跨|碰|挨|靠|压)(着|到|在|过|了)?.{0,4}(电力线|高压线|强电|低压线|电线)"
            r"|(电力线|高压线|强电).{0,8}(交越|交跨|交叉|搭|碰|挨|跨|太近)"
            r"|cross\w*\W.{0,20}power ?line|power ?line.{0,24}(cross|touch|too close)",
        ),
        (
            "others_on_plant",
            r"(别家|其他运营商|其它运营商|他网|移动|联通|电信|广电|友商).{0,10}(占用|占了|挂在|搭挂|用(了|着)?(我们|咱们))"
            r"|(别家|其他运营商|移动|联通|电信|广电|友商|铁通)的?.{0,3}(线|缆|箱|设备).{0,4}(挂|搭|占|架|装).{0,3}(我们|咱们|我方)"
            r"|(other|another|different|rival) (operator|carrier|company|provider)\S*.{0,30}(our|on|using)",
        ),
        (
            "manhole_cover",
            r"(井盖|人井|人孔|手孔|窨井盖?).{0,6}(丢|没|不见|缺|坏|破|裂|碎|松|被偷|被盗|移位|塌|敞|翻)"
            r"|(丢|缺|少|坏|偷|没).{0,4}(井盖|窨井盖)"
            r"|(manhole|chamber) ?(cover|lid)?\W.{0,24}(miss|gone|broke|crack|stolen|loose|open|damag)"
            r"|(miss|broke|crack|stolen|loose|open|damag)\w* (manhole|chamber)",
        ),
        (
            "pole",
            r"(电杆|电线杆|杆子|杆路|水泥杆|木杆|线杆|通信杆).{0,6}(撞|倒|歪|斜|断|裂|倾|折)"
            r"|(撞|倒|歪|斜|断|压)(了|到|断|倒|歪)?.{0,4}(电杆|电线杆|杆子|线杆)"
            r"|\bpole\b.{0,24}(hit|struck|down|lean|broke|snap|crack|fall|fell|tilt)"
            r"|(hit|struck|broken|leaning|fallen|snapped|tilted)\W.{0,12}\bpole\b",
        ),
        (
            "sagging_cable",
            r"(光缆|电缆|线缆|缆线|皮线|钢绞线|吊线|线|缆).{0,6}(下垂|垂|掉下来|掉到|掉在|落地|拖地|太低|过低|松垂|塌)"
            r"|(下垂|拖地|垂下).{0,4}(光缆|电缆|线缆|缆)"
            r"|\b(cable|wire|fibre|fiber|line)s?\b.{0,24}(sag|hang|droop|too low|on the (ground|road))"
            r"|(sagging|hanging|drooping|low[- ]hanging)\W.{0,12}(cable|wire|fibre|fiber|line)",
        ),
        (
            "other",  # others dig where ours lies; what is cut already is an outage
            r"^(?!.*(挖断|断了|被挖|中断)).*(施工|挖机|挖掘机|钩机|勾机|打桩|顶管|开挖|挖沟|挖到|修路|破土|钻探).{0,14}(光缆|管道|管线|电缆|线缆|管孔|杆路)"
            r"|(光缆|管道|管线|电缆|管孔).{0,6}(旁|附近|边上|上方|上面).{0,8}(施工|开挖|在挖|打桩|顶管|动土)"
            r"|^(?!.*\b(cut|severed|dug through)\b).*\b(digger|excavator|digging|backhoe|drilling|piling|roadworks|trench)\b"
            r".{0,40}\b(our|the) (\w+ )?(duct|cable|fibre|fiber|conduit|plant|line)s?\b",
        ),
    )
)


def hazard_in(text: str) -> str | None:
    """Which kind of hazard the words tell of; None where they tell of none."""
    said = text.casefold()
    return next((kind for kind, pattern in PATTERNS if pattern.search(said)), None)
