"""Is there anything like a time in a message at all? Most messages hold none and are left here."""

import re

_N = "0-9零一二两三四五六七八九十廿卅半几数百"
# What a Chinese time cannot do without: a number with its unit, or one of these words.
chinese = re.compile(
    f"(?=[{_N}今明后昨当次翌隔本听天第上下中早晚夜凌清正午傍黄深周星礼拜月旬年这近最过未接再元春除国圣劳端平双大儿妇教建情植青万光跨小重感母父新"
    "全整白现此目马立尽眼放收随a-z放过吃拂黎晌改])(?:"
    f"[{_N}]\\s?(?:点(?!儿)|时|号|日|月|天|周|星期|礼拜|个[半多]?\\s?[小钟月工星礼]|小时|钟头|分|刻|秒|年|工作日|晚|十)|[0-9]\\s?(?:[-~到至/.:·]\\s?[0-9一二三四五六七八九十]|[ap]\\.?m)"
    "|(?<![0-9])[0-9]{4}(?![0-9])|[0-9一二三四五六七八九十][、到至~-][一二三四五六七八九十0-9]"
    "|[今明后昨当次翌隔本听][天日儿晚早朝晨个年月周]|今|明(?!白|显|确)|后[三两几半]|第[一二三四五]|上[午昼周星礼个]|月[初中底末]|旬|年[底末]|下[月午晌昼周星礼个班了半三两几]|中[午饭]|早[上晨间饭八九十七六0-9]|大[早清后晚半]|一[早大]"
    "|晚[上间饭八九十七六0-9]|夜[晚里间]|凌晨|清[晨早明]|正午|午[休后间饭前夜]|傍|黄昏|深夜|周[一二三四五六日天末1-7]|星期|礼拜|拜[一二三四五六]|这[周星礼个一几两]"
    "|[近最][几两近]|过[两几了年一]|未来|接下|再[过等]|元[旦宵]|春节|新[春年]|除夕|国庆|圣诞|劳动节|端午|平安夜|双[十休1]|大年|儿童|妇女|教师|建军|情人|植树|青年|万圣|光棍|跨年|小年|重阳|感恩"
    "|母亲节|父亲节|全天|整天|白天|现在|当[前日天]|[0-9一二两三四五六七八九十]点|此刻|这会|正月|开始|目前|马上|立[刻即]|尽[快早]|眼下|放学|收工|晌|天黑|七夕|上班|下班|半夜|改[今明后下周]|[ap]\\.?m|吃完|吃过|转天|即日|拂晓|黎明|午|放假|十一|五一)"
).search

_WORDS = (
    "to(?:d|m|n)|2(?:day|mor|nite)|tm|mon|tu|we(?:d|nd|ns|ek)|th[u]|fri|sat|sun|wk|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|"
    "morn|after|arvo|even|eve\\b|night|noon|mid|lunch|break|dusk|dawn|teatime|dinner|hour|hr|min|sec|day|month|mth|year|fortn|weekend|"
    "next|nxt|now|immed|asap|a\\.s|as soon|right aw|straight|moment|o'?cl|half|quarter|early|later?|earl|end of|eod|cob|christ|xmas|new y|valen|"
    "hallo|indep|box|every|before|until|till?|yester|overm|first|second|third|one|two|three|four|five|six|seven|eight|nine|ten|"
    "eleven|twel|thirt|twent|fift|couple|few|several|any|all day|the whole|business|working|coming|this (?:c|m|t|w|f|s|a|e)|the \\d|"
    "on \\d|at \\d|by \\d|around|about|from \\d|supper|forenoon|aft\\b|rest|remainder"
)
english = re.compile(
    f"(?=[a-z0-9½¼¾])(?:(?<![a-z])(?:{_WORDS})|[0-9]\\s?(?:[ap]\\b|[ap]\\s?\\.?\\s?m|[-:./h]\\s?[0-9]|(?:st|nd|rd|th|ish)\\b|h\\b|'|/)|½|¼|¾|"
    "(?<![0-9a-z])[0-9]{4}(?![0-9a-z]))"
).search

has_chinese = re.compile("[\u4e00-\u9fff]").search
has_latin = re.compile("[a-z]").search
