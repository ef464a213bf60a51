"""How Chinese speakers write times: one pattern that finds every piece of a time in a normalised text.

A named group per kind of piece; `chinese.py` turns each into an atom. Every repetition is bounded, so that no
text, however long or odd, makes the search wander.
"""

import re
from collections.abc import Callable, Iterator

_D = "零一二两三四五六七八九"
N = f"(?:[0-9]{{1,2}}|[一二三四五六七八九]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|零?[{_D}])"
_NEXT = f"[0-9{_D}十廿卅]"
_WEEK = "(?:周|星期|礼拜|拜)"
_DAYS = "一二三四五六日天1234567"
_YEAR = f"(?:[0-9]{{4}}|[0-9]{{2}}(?=年)|[{_D}]{{4}}(?=年)|[二两]零[{_D}]{{2}}|今年|明年|后年|来年)"
_UNIT = "(?:小时|钟头|分钟|刻钟|秒钟?|天|日|周(?!年|岁|边|围|到)|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|工作日|月|年|晚(?![上饭点间会到来]))"
_SHORT = "(?:小时|钟头|分钟|刻钟|天|周|星期|礼拜|工作日|月)"
AMOUNT = f"(?:[0-9]{{1,3}}(?:\\.[0-9]{{1,2}})?|半|[一二两三四五六七八九]?[百十][{_D}十]{{0,3}}|[{_D}]{{1,2}}|十几|几十|几|数|好几|俩)"
_LENGTH = f"{AMOUNT}\\s?(?:个半|个多?|多个?|来个)?\\s?{_UNIT}(?:半(?!个|小|天|钟))?"
_TAIL = "初|底|末|中旬|上旬|下旬|中(?!午)|月?伊始"

PARTS = {
    "dawn": "凌晨 拂晓 黎明",
    "early": "清晨 早晨 大清早 清早 一大早 大早上 一早 大早 清早上 朝早 早间",
    "morning": "上午 早上 午前 上昼 头晌 头午 前晌 上半天 上半日 早起 早",
    "noon": "中午 正午 晌午 午间 大中午 晏昼 中饭时间",
    "rest": "午休时间 午休 午饭时间 中午休息",
    "afternoon": "下午 午后 下晌 后晌 后半晌 下昼 下半天 下半日 午后时间",
    "dusk": "傍晚 黄昏 傍黑 擦黑",
    "evening": "晚上 晚间 夜晚 夜里 夜间 晚饭后 晚饭以后 吃完晚饭 晚",
    "late": "深夜 半夜 午夜 大半夜 大晚上 三更半夜",
    "daytime": "白天 日间 大白天",
    "allday": "全天 整天 一整天 一天到晚",
    "before-work": "上班前 上班之前 上班以前",
    "after-work": "下班后 下班以后 下班之后 放学后 放学以后 收工后 下了班 下班时间 下班",
    "after-lunch": "午饭后 午饭以后 吃完午饭 吃过午饭 午休后 午休以后",
}
PART_OF = {word: name for name, words in PARTS.items() for word in words.split()}
_PARTS = "|".join(sorted((w for w in PART_OF if len(w) > 1), key=len, reverse=True))

_MEDIAN = "[^\\S\\n]?"
_SKIP = (
    "(?<![天日明今后周一二三四五六])(?:早上|上午|中午|下午|晚上|早|晚)好(?![吗不么的了像])|《[^》]{0,60}》|https?://\\S{1,200}|[0-9]{2,}(?:-[0-9]{3,})+(?:-[0-9]+)*"
    "|[0-9]{1,2}(?:-[0-9]{1,2}){3,200}|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9]{5,}(?![年月])|[a-z]+-?[0-9]+(?:[a-z0-9-]*)(?!点|:|月|号)"
    "|\\+[0-9]+|v[0-9.]+|七天无理由|第?[0-9一二三四五六七八九十]{1,4}(?:号楼|号院|号门|号线|号店|号机|单元|栋|幢|室|楼|层|弄|号位|号桌|号井)"
    "|(?<=[路街道巷弄村园区院镇庄座栋幢])[0-9]{1,4}号?(?![点:月日时])|(?<=里)[0-9]{1,4}号|[0-9一二两三四五六七八九十]+点(?=建议|要求|意见|问题|原因|疑问)|日报|明白|明显|明确|前天线|"
    "(?:直?到|至)(?:今天|现在|目前)(?:为止)?(?=[都也还仍一没])|(?<![今明当昨])[早晚迟]一点(?![半0-9钟整零一二三四五左多到前之以])|早(?:日|已|就|知|点|晚|些|先|期)|晚(?:点|些|会|安|辈|饭(?![后以]))|今后|(?<![点半刻钟])后来|后面|后台|后期|周(?:到|围|边|转|期|全)|星期几|礼拜几|周几|几点|几号|几月|什么时候|时候|时间"
)

_TO_THE_MINUTE = (
    "(?:[0-5][0-9]|[二三四五]?十[一二三四五六七八九]?)"  # 2点40到3点; a single figure may count what follows
)
_WORDS = {
    "skip": _SKIP,
    # The usual first: whatever else begins with a number cannot be followed by 点 or a colon.
    "half-day": "[上下](?:午|半[天日])",
    "clock": (
        f"(?P<ch>{N})\\s?(?:点钟?|时(?![间候段效长代装尚常]))"
        f"(?P<cm>半|[一三1-3]刻|差{N}分|差一刻|[整正]|\\s?过?{N}\\s?分(?!钟)|过?{N}(?!{_NEXT}|[个人号米楼月天小点时:周日]|\\s?[-~到至])"
        f"|过{N}分|过?{_TO_THE_MINUTE}(?=\\s?[-~到至](?!\\s?{N}[个人号米楼月天小日分])))?"
        "(?P<cap>\\s?[ap]m)?(?:钟|整|多钟?|来钟)?"
    ),
    "digital": (
        "(?<![0-9:.])(?P<dh>[0-9]{1,2})\\s?:\\s?(?P<dm>[0-9]{2})(?::(?P<ds>[0-9]{2}))?(?![0-9])"
        "\\s?(?P<dap>[ap]\\.?m\\.?|[ap](?![a-z]))?(?:点|分)?"
    ),
    "latin": "(?<![a-z])(?:today|tomorrow|tmrw?|tonight|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)(?![a-z])",
    "rel": (
        "大大后[天日]|大后[天日儿]|明后[两二]?天|明后|今明[两二]?天|今明|[今明后](?:儿个?|[天日]|个儿)|听日|听[晚朝]|[今明]朝"
        "|[今明当翌隔](?=[早晚晨])|[今明后](?=上午|下午|中午|傍晚|凌晨|[0-9]{1,2}[点:])|次[日晨]|翌日|隔[天日]"
        "|第二天|转天|当[天日]|本日|即日|[近这](?:[几两]|[一1][两二])[天日]|最近[几两]天"
    ),
    "past": (
        "大?前[天日](?!线)|昨[天日儿晚夜]?|前晚|上+个?(?:周|星期|礼拜)[一二三四五六日天末]?|上+个?月|去年|前年|刚才|刚刚|方才"
        f"|(?:前|过去|之前)?{AMOUNT}个?{_SHORT}(?:以|之)?前"
    ),
    "week": (
        f"(?P<wrel>下+一?个?|这一?个?|今个?|本|当)?{_WEEK}(?:(?P<wd>[一二三四五六日天](?:[一二三四五六日天]{{1,5}}(?![点时号十半:]))?|[1-7](?![0-9点时:.号]))|(?P<wend>末)|(?P<whalf>[上下前后]半)?)"
        f"|(?P<xrel>下+个?|这个?|本)?(?P<half>[上下前后])半{_WEEK}"
        f"|(?P<brel>下+个?|这个?|本)?(?:{_WEEK}的?)?(?P<bizz>工作日|双休日|休息日)(?!内|[之以]?[后前])"
    ),
    "nth": (
        f"(?:(?P<nm>{N})月份?|(?P<nmr>下+个?|这个?|本|今个?|当)月份?)的?"
        f"(?:第(?P<nn>{N}|一|二|三|四|五)个?|(?P<nlast>最后一?个?)){_WEEK}(?P<nwd>[{_DAYS}]|末)?"
    ),
    "month": (
        f"(?P<mrel>下+一?个?|这个?|本|今个?|当)月份?的?(?:(?P<mtail>{_TAIL})|(?P<mdom>{N})(?!{_NEXT}|[点时:个天小周]){_MEDIAN}[号日]?|(?P<mnth>最后一天|第一天))?"
        "|(?P<mbare>月[初中底末](?!端)|[上中下]旬|年[底末])"
    ),
    "ymd": f"(?P<yy>{_YEAR})[年/.\\-]?\\s?(?P<ym>{N})\\s?[月/.\\-]\\s?(?P<yd>{N})(?!{_NEXT}|[点时:])\\s?[日号]?",
    "ymonth": f"(?P<my>{_YEAR})年?[\\s的]?(?:(?P<mym>{N})月份?(?P<mytail>{_TAIL})?|第(?P<myn>{N})个月|(?P<yhead>伊始|初|底|末))",
    "md": f"(?P<mm>{N})\\s?月份?的?\\s?(?P<dd>{N})(?!{_NEXT}|[点时:个天小周])\\s?[日号]?",
    "mo": f"(?P<mon>{N})月份?(?P<motail>{_TAIL})?(?!\\s?[0-9])",
    "length": (
        f"(?P<lpre>未来的?|接下来的?|今后的?|往后|下面?|后|再过|过|再等|等|最近|[近这])?{_MEDIAN}(?P<lbody>(?<!第)(?<![0-9.]){_LENGTH}(?:零?{_LENGTH}){{0,2}})"
        "(?P<lsuf>(?:[之以过]?后)(?!天)|(?:[之以])?内)?"
    ),
    "sep": (
        "(?:(?<![0-9./·:a-z年-])|(?<=[/.·][0-9]-)|(?<=[/.·][0-9][0-9]-))(?P<sm>[0-9]{1,2})(?P<sc>[/.·-])(?P<sd>[0-9]{1,2})"
        "(?P<sh>号|日)?(?![0-9a-z%元块米寸兆版万倍折月年]|[./·][0-9]|-[0-9](?![0-9]?[/.·][0-9])|\\s?(?:公里|小时|个|天|分|点|时|:))"
    ),
    "quarter-to": f"差(?:(?P<qm>一刻|{N}分?)钟?)(?:到|不到)?(?P<qh>{N})点钟?",
    "ampm": "(?<![0-9:.])(?P<ah>[0-9]{1,2})\\s?(?P<aap>[ap]\\.?m\\.?)(?![a-z])",
    "two": "(?P<t1>[一二两三四五六七八]|十?[一二])、?(?P<t2>[二两三四五六七八九十])(?=点)点钟?",
    "dom": f"(?P<domn>{N})\\s?[号日](?!楼|院|单元|门|线|店|机|馆|铺|井|桌|床|技师|师傅|员|码|工|弄|墙|本|元|常|用|期|子)",
    "lead": (
        f"(?P<leadn>{N})\\s?(?P<lsep>[-~到至]{{1,2}}|[、,和或])\\s?(?=(?:{N}[、,])?{N}\\s?(?P<lunit>点|时(?!间)|号|日|:[0-9]))"
    ),
    "four": "(?<![0-9.a-z-])(?P<fh>[01][0-9]|2[0-3])(?P<fm>[0-5][0-9])(?![0-9.a-z年月号元块兆-])",
    "num": "(?<![0-9.a-z:-])(?P<numn>[0-9]{1,2})(?![0-9a-z个.人台元块条户路兆])",
    "part": _PARTS,
    "bit": "(?:早|晚)(?=(?:上?[0-9一二两三四五六七八九十]{1,3})[点时:])|(?<=[号日天一二三四五六今明])[早晚](?![点些会饭辈辈安期了到就上])",
    "now": "现在|此刻|当前|目前|马上|立刻|立即|眼下|这会儿|尽快|越快越好|尽早",
    "holiday": "",  # the calendar names them
    "ok": "[行可能方在]不[行可能方在][以便]?|有没有空?|是不是|要不要|没问题|没关系|不错|不好意思|不客气",
    "about": "左右|前后|上下|大概|大约|约(?!时)|差不多|附近",
    "late-bound": "最晚|最迟|不晚于|不迟于|截至|截止到?|赶在|至多到|不超过|早于|顶多到",
    "early-bound": "最早|不早于|起码|至少要?到|晚于|过了(?=[^,.!?]{1,6}点)",
    "wrong": "不对不?对?|说错了?|搞错了?|弄错了?|[哦噢额呃啊]不(?!行|能|可|要|在|用)|我是说|我说的是|应该是|[,.!?]还是(?=[^,.!?]{1,12}吧)|更正",
    "isnt": "不是(?!很|太|吗|吧)",
    "otherwise": "(?:(?<=[,.!?; ])|(?<![^,.!?; ]))(?:实在|要是|如果)?(?:不行|不成|[来到]不了|来不及|赶不[到及上])了?(?:的话)?(?:那?就)?(?=[今明后大周星礼下这0-9一二三四五六七八九十])",
    "move": "[改换调挪延推移]期?[到成为至]|推迟[到至]|提前[到至]|延后[到至]|延期[到至]|改约到?|改(?=[下周星礼明后大今这0-9一二三四五六七八九十])|换(?=[下周星礼明后大今这0-9])",
    "prefer": "最好|优先|首选|尽量|宁可|倾向|更(?:想|希望|方便|喜欢)|比较(?:好|方便|合适)",
    "off": (
        "(?:都|也|就|临时|可能|恐怕|肯定|估计|应该|又|实在|有点|不太|我|我们|家里|人|真的)?"
        "(?:不(?:行|可以|能|方便|在家?|得空|得闲|成|要|考虑|合适|好|太方便|太行|太合适|约|来|有空)|(?<![别要能会用])太(?:早|晚|迟)了?|没(?:空|时间|人|法|办法|有空|有时间)|没在家|有事|要上班|得上班|上班|要?开会|(?:要|得)(?:出去|出门|外出|接孩子|去医院|值班|加班)|加班|出差|走不开|来不及|[到来回]不了|赶不[到及上]|除外|以外|之外|免谈|算了|忙)"
    ),
    "except": "除了|除开|除去|除(?!夕)|不要|别(?=[在约来安周下明后今])|不能|不想(?:要|约|在)?|不可以|避开|不考虑",
    "between": "之间|中间",
    "after": "以后|之后|过后|往后|开始|才(?:能|会)?(?:下班|放学|收工)|才(?=到|回|有|能|在)|(?<=[点半刻钟])后(?=来)|起(?!来|床|码|诉|飞)|后(?!天|日|面|来|期|台|门|院|续|半|[一二两三四五六七八九十几0-9])",
    "before": "以前|之前|前(?!天|面|台|门|后|期|往|半|几|[一二两三四五六七八九十0-9])|为止|截止",
    "from": "从|自(?!己|动)|打(?=[今明后周])",
    "or": "或者是?|或是|或|还是|要么|要不|不然",
    "and": "和|与|跟|、|及|以及|加上|/",
    "to": "直到|一直到|到(?!底|家|时|位|场)|至(?!少|于)|~+|-+",
    "stop": "[,;]",
    "end": "[.!?]",
    "same": "也?就?是(?!不)|即(?!使|便|时)",
    "fill": "(?:的|在|就|那|吧|先|\\s){1,80}",
}

# The characters a piece of each kind may begin with ("9" any digit, "a" any letter, "零" any numeral up to nine).
FIRSTS = {
    "latin": "a",
    "skip": "9a零+《到直至上下中什今几前十后周日早时明星晚迟礼第",
    "rel": "今即后听大当明最本次第翌转近这隔",
    "past": "9零上之俩几刚前十半去大好数方昨百过",
    "week": "上下今休前双后周工当拜星本礼这",
    "nth": "9零下今十卅廿当本这",
    "month": "上下中今年当月本这",
    "ymd": "9零今后明来",
    "ymonth": "9零今后明来",
    "md": "9零十卅廿",
    "mo": "9零十卅廿",
    "length": "9零 下今俩再几十半后好往接数最未百等过近这",
    "sep": "9",
    "quarter-to": "差",
    "clock": "9零十卅廿",
    "digital": "9",
    "ampm": "9",
    "two": "零十",
    "dom": "9零十卅廿",
    "lead": "9零十卅廿",
    "four": "9",
    "num": "9",
    "half-day": "上下",
    "part": "零上下中傍全凌午半前吃后夜大头拂擦收放整日早晌晏晚朝正深清白黄黎",
    "bit": "早晚",
    "now": "尽当此现目眼立越这马",
    "ok": "不可在方是有没能行要",
    "about": "上前大左差约附",
    "late-bound": "不截早最至赶顶",
    "early-bound": "不晚最至起过",
    "isnt": "不",
    "otherwise": "不来到赶实要如",
    "wrong": "!,.?不呃哦啊噢应弄我搞更说额",
    "move": "延挪换推提改移调",
    "prefer": "优倾宁尽更最比首",
    "off": "上不之也人太临得以估免出到加又可回实家就应开得忙恐我有来没真算肯要走赶都除",
    "except": "不别避除",
    "between": "中之",
    "after": "之以后开往起过才",
    "before": "为之以前截",
    "from": "从打自",
    "or": "不或要还",
    "and": "/、与以加及和跟",
    "to": "零-~到直至",
    "stop": ",;",
    "end": "!.?",
    "same": "也即就是",
    "fill": " 吧在就的那先",
}
_CLASSES = {"9": "0123456789", "a": "abcdefghijklmnopqrstuvwxyz", "零": "零一二两三四五六七八九"}
_CLASS_OF = {c: name for name, members in _CLASSES.items() for c in members}

Match = Callable[[str, int], re.Match[str] | None]


class Pieces:
    """Finds the pieces of a time from left to right; knows for each character the few kinds it may begin."""

    def __init__(self, holiday: str, holiday_firsts: str) -> None:
        self._patterns = {k.replace("-", "_"): v for k, v in _WORDS.items()} | {"holiday": holiday}
        self._firsts = {k.replace("-", "_"): set(v) for k, v in FIRSTS.items()}
        self._firsts["holiday"] = {_CLASS_OF.get(c, c) for c in holiday_firsts}
        begins = {c for name in set().union(*self._firsts.values()) for c in _CLASSES.get(name, name)}
        self._begins = sorted(begins)
        self._begin = re.compile(f"[{re.escape(''.join(self._begins))}]").search
        self._built: dict[tuple[str, ...], Match] = {}
        self._match: dict[str, Match] = {}

    def _beginning(self, char: str) -> Match:
        """What may begin with a character; put together when it is first met, so that loading costs nothing."""
        name = _CLASS_OF.get(char, char)
        kinds = tuple(k for k in self._patterns if name in self._firsts[k])
        if kinds not in self._built:
            self._built[kinds] = re.compile("|".join(f"(?P<{k}>{self._patterns[k]})" for k in kinds)).match
        self._match[char] = self._built[kinds]
        return self._built[kinds]

    def ready(self) -> Iterator[None]:
        for char in self._begins:
            self._beginning(char)
            yield

    def next(self, text: str, at: int) -> re.Match[str] | None:
        """The first piece from there on."""
        known, after = self._match, len(text)
        while at < after:
            match = known.get(text[at])
            if match is None:
                begin = self._begin(text, at)
                if begin is None:
                    return None
                at = begin.start()
                match = known.get(text[at]) or self._beginning(text[at])
            found = match(text, at)
            if found is not None:
                return found
            at += 1
        return None
