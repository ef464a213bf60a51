"""Small signs of what else somebody means: another address or number, a request for the technician, the same fault again."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"(?:换|改|写错|填错|不是|错).{0,4}(?:地址|地方|门牌)|(?:地址|门牌号?).{0,8}(?:换|改|错|不对|变)|搬(?:家|走)了"
    r"|\b(?:another|different|new|wrong|change|changed|update|correct)\b.{0,14}\baddress\b"
    r"|\baddress\b.{0,20}\b(?:wrong|changed?|different|incorrect|not right)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:换|改|错).{0,4}(?:电话|手机|号码|联系人)|(?:电话|手机|号码|联系人).{0,8}(?:换|改|错|不对|变)"
    r"|\b(?:new|wrong|change|changed|update|another)\b.{0,14}\b(?:phone|number|contact)\b"
    r"|\b(?:phone|number|contact)\b.{0,20}\b(?:wrong|changed?|different|new)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"电话|联系|通知|告诉|提前说|敲门|门铃|门禁|侧门|后门|停车|记得|(?<!一)带[上个根把条台]|别(?!的|人)|不要|师傅要|让师傅"
    r"|\b(?:call|ring|knock|text|bring|door|gate|buzz|park(?:ing)?|remember|don'?t|tell|ask him|ask her|dog)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"又|再次|还是|老毛病|\b(?:again|still|any ?more|once more|keeps? happening)\b", re.IGNORECASE)
_HOME_LATE = re.compile(
    r"我.{0,6}(?:晚|迟|过).{0,4}(?:到家?|回家?|回来|来).{0,4}(?:[\d一二两三四五六七八九十半]+.{0,2}(?:分钟|刻钟|小时)|一会儿?|一下|几分钟|点)"
    r"|我.{0,8}[\d一二两三四五六七八九十半]+.{0,2}(?:分钟|刻钟|小时).{0,3}(?:后|才|就)?.{0,3}(?:到家|回家|到|回来)|(?:师傅)?等(?:我)?(?:一下|一会儿?|[\d一二两三四五六七八九十]+分钟)"
    r"|\bI(?:'ll| will| may| might|'m| am).{0,20}\b(?:minutes?|mins?|bit|little|hour)\b.{0,8}\blate\b|\bwait (?:for me|a (?:bit|minute|moment))\b",
    re.IGNORECASE,
)
_WHOSE_NUMBER = re.compile(
    r"(?:请问|那个?)?(?:上门)?(?:的)?(?:师傅|维修工|装维|安装工|工程师|[一-龥]师傅)(?:的)?(?:联系)?(?:电话|手机|号码|手机号|电话号码|联系方式)(?:号)?"
    r"(?:是)?(?:多少|什么|几号|有吗|给我|给一下|发我|发一下)?(?:呢|啊|呀|吗)?"
    r"|(?:what(?:'s| is) )?(?:the |his |her |my )?(?:technician|engineer)(?:'?s)? (?:phone|mobile|cell)?(?: ?number)?"
    r"|(?:can i have |give me |what(?:'s| is) )(?:his|her|the technician'?s|the engineer'?s) (?:phone |mobile )?number(?: please)?",
    re.IGNORECASE,
)

_LEAD = re.compile(
    r"^(?:(?:我们?|咱们?|俺)的?(?:新|老)?(?:家|房子|地址|住址|住处)?|(?:新|老)?(?:家|房子|地址|住址))(?:住在|就在|是在|是|在|住|:)+(?=\S{4})"
    r"|^(?:my |our |the )?(?:new )?(?:address|home|flat|house|place) is (?:at |in |on )?|^(?:i|we) live (?:at|in|on) ",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"工单|单号|订单|单子|(?:查|找|有).{0,6}单|\b(?:my|an|the) (?:order|ticket|job)\b|\border number\b", re.IGNORECASE
)
_PLACES = (r"一|1|first", r"二|2|second", r"三|3|third")
_PLACE = re.compile(
    r"(?:就|那|要|改|选)*第 ?[一二三123] ?(?:个|单|条|档)?(?:时间)?(?:吧|好了)?|(?:the )?(?:first|second|third)(?: one)?(?: please)?",
    re.IGNORECASE,
)


def another_address(text: str) -> bool:
    """地址写错了: of where, and not of when."""
    return _ADDRESS.search(text) is not None


def another_detail(text: str) -> bool:
    """地址改成…, 我电话换了: of a visit that stands, and not of when it is."""
    return another_address(text) or _NUMBER.search(text) is not None


def asks_something(text: str) -> bool:
    """到了打电话, beside a yes: somebody has to read it."""
    return _REQUEST.search(text) is not None


def says_again(text: str) -> bool:
    """又断了, "it stopped again"."""
    return _AGAIN.search(text) is not None


def asks_for_their_number(text: str) -> bool:
    """师傅电话多少: numbers stay hidden, and there are other ways."""
    return _WHOSE_NUMBER.fullmatch(text.strip(" \t\n.。!！?？~,，")) is not None


def home_late(text: str) -> bool:
    """我晚到家十分钟: a word for whoever is coming, and no other time."""
    return _HOME_LATE.search(text) is not None


def place_in_list(text: str) -> int | None:
    """第二个, "the first one": counted from nought."""
    found = _PLACE.fullmatch(text.strip(" \t\n.。!！?？~,，"))
    return None if found is None else next(at for at, word in enumerate(_PLACES) if re.search(word, found[0], re.I))


def address_alone(text: str) -> str:
    """我家在科技园…, "my address is …": without the words that lead to it."""
    return _LEAD.sub("", text, count=1)


def names_an_order(text: str) -> bool:
    """我有个工单想查一下, from somebody not known yet."""
    return _ORDER.search(text) is not None
