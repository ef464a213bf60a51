"""Is there anything like a time in a message at all? Most messages hold none and are left here."""

import re

_N = "0-9零一二两三四五六七八九十廿卅半几数百"
# What a Chinese time cannot do without: a number with its unit, or one of these words.
chinese = re.compile(
    f"(?=[{_N}今明后昨当次翌隔本听天第上下中早晚夜凌清正午傍黄深周星礼拜月旬年这近最过未接再元春除国圣劳端平双大儿妇教建情植青万光跨小重感母父新"
    "全整白现此目马立尽眼放收随头前a-z放过吃拂黎晌改])(?:"
    f"[{_N}]\\s?(?:点(?!儿)|时|号(?![0-9楼院门线店机])|日|月|天|周|星期|礼拜|个[半多]?\\s?[小钟月工星礼]|小时|钟头|分|刻|秒|年|工作日|晚|十)|[0-9]\\s?(?:[-~到至/.:·]\\s?[0-9一二三四五六七八九十]|[ap]\\.?m)"
    "|(?<![0-9])[0-9]{4}(?![0-9])|[0-9一二三四五六七八九十][、到至~-][一二三四五六七八九十0-9]"
    "|[今明后昨当次翌隔本听][天日儿晚早朝晨个年月周]|今|明(?!白|显|确)|后[三两几半]|第[一二三四五]|上[午昼周星礼个半]|头[晌午]|前晌|月[初中底末]|旬|年[底末]|下[月午晌昼周星礼个班了半三两几]|中[午饭]|早[上晨间饭八九十七六0-9]|大[早清后晚半]|一[早大]"
    "|晚[上间饭八九十七六0-9]|夜[晚里间]|凌晨|清[晨早明]|正午|午[休后间饭前夜]|傍|黄昏|深夜|周[一二三四五六日天末1-7]|星期|礼拜|拜[一二三四五六]|这[周星礼个一几两]"
    "|[近最][几两近]|过[两几了年一]|未来|接下|再[过等]|元[旦宵]|春节|新[春年]|除夕|国庆|圣诞|劳动节|端午|平安夜|双[十休1]|大年|儿童|妇女|教师|建军|情人|植树|青年|万圣|光棍|跨年|小年|重阳|感恩"
    "|母亲节|父亲节|全天|整天|白天|现在|当[前日天]|[0-9一二两三四五六七八九十]点|此刻|这会|正月|开始|目前|马上|立[刻即]|尽[快早]|眼下|放学|收工|晌|天黑|七夕|上班|下班|半夜|改[今明后下周]|[ap]\\.?m|吃完|吃过|转天|即日|拂晓|黎明|午|放假|十一|五一)"
).search

_SPOKEN = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirt|fift|twent|half|quarter"
_NTH = "first|second|third|four|fif|six|seven|eigh|nin|ten|elev|twel|thir|twen"
_HOUR = f" (?:the |around |about )?(?:[0-9]|(?:{_SPOKEN})\\b)"
_DATED = "[a-z]{0,6}[0-9]"
# Words of a time by their first letter: most of a message is passed over without trying any of them.
_WORDS = {
    "a": f"pr(?:(?:il)?\\b|{_DATED})|ug(?:(?:ust)?\\b|{_DATED})|fternoon|ft\\b|rvo|\\.?s\\.?a\\.?p|s soon|fter (?:work|school|hours|i )|fterlunch"
         f"|(?:t|fter|round|bout){_HOUR}|\\s?\\.?\\s?m\\b",
    "b": f"efore work|oxing|(?:y|efore|etween){_HOUR}|y may\\b",
    "c": "hrist|ob|lose of",
    "d": f"o{_HOUR}|ec(?:e|\\b|{_DATED})|usk|awn|innertime|aytime|ays?\\b|ay'",
    "e": "vening|ve\\b|od|\\.o\\.d|arly may\\b",
    "f": f"ri(?:day|\\b)|eb|orenoon|ortn|irst thing|rom{_HOUR}",
    "h": f"our|rs?\\b|allo|alf (?:past|an?\\b|[0-9]|{_SPOKEN})",
    "i": "mmed|ndepend|n may\\b",
    "j": f"an(?:u|\\b|{_DATED})|un(?:e?\\b|{_DATED})|ul(?:y?\\b|{_DATED})",
    "l": "unch|ate may\\b",
    "m": f"ake it{_HOUR}|on(?:days?|d\\b|\\b|th)|orn|oment|ar(?:(?:ch)?\\b|{_DATED})|ay (?:the |[0-9]|first|second|third|twen|thir)|ay{_DATED}"
         "|id(?:day|night|-| may\\b)|in(?:s|utes?)?\\b|intues|ths?\\b",
    "n": f"ov(?:e|\\b|{_DATED})|ight|oon|ow\\b|ew year|ext may\\b",
    "o": f"ct(?:o|\\b|{_DATED})|verm|'?cl|f business|f may\\b|n{_HOUR}| (?:{_SPOKEN})\\b",
    "p": f"ast{_HOUR}|ostlunch|\\s?\\.?\\s?m\\b",
    "q": "uarter (?:past|to|of|after)",
    "r": "ight aw",
    "s": f"at(?:ur|\\b)|un(?:day|\\b)|ep(?:t|\\b|{_DATED})|ecs?\\b|econds\\b|traight",
    "t": f"o(?:day|d\\b|mor|mmor|moz|mo\\b|ni[gt])|m(?:r|w|o)|ue|hu(?:r|\\b)|eatime|(?:o|ill?|han){_HOUR}"
         f"|he (?:[0-9]{{1,2}}(?![0-9])|{_NTH})",
    "u": f"ntil(?: may\\b|{_HOUR})",
    "v": "alen",
    "w": "ed(?:s|nes|\\b)|e[ne][ds]|k|eek|orkweek",
    "x": "mas",
    "y": "ear|ester",
    "@": _HOUR,
    "[0-9a-z]": "th may\\b",
    "[0-9]": "(?:st|nd|rd)? may\\b",
}  # fmt: skip
# Each begins with a class of characters, so that what lies between is skipped at once.
_word = re.compile(f"[^a-z](?:{'|'.join(f'{first}(?:{rest})' for first, rest in _WORDS.items())})").search
_figure = re.compile(
    "[0-9½¼¾](?:(?<=[½¼¾])|\\s?(?:[ap]\\b|[ap]\\s?\\.?\\s?m|[:/h]\\s?[0-9]|(?:st|nd|rd|th|ish)\\b|h\\b|'|o'|or later)"
    "|[-./][0-9a-z]{1,3}[-./][0-9]|(?<=^.)[0-9]{3}$|(?<=2)(?:day|mor|mrw|nite))"
).search


def english(said: str) -> bool:
    """Is there anything like an English time in it?"""
    return _figure(said) is not None or _word(" " + said) is not None


has_chinese = re.compile("[\u4e00-\u9fff]").search
has_latin = re.compile("[a-z]").search
is_english = re.compile("[a-z]{3}").search
