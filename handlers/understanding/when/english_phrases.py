"""English: what is said of times in several words, and found by its first."""

import re
from collections.abc import Callable
from typing import Any

Meaning = tuple[str, Any]

# What follows is an hour, and counts nothing: "make it 4", and not "make it 4 routers".
_AN_HOUR = (
    r"(?= (?:noon|half|quarter|\d{1,2}(?:[:.ap]| ?[ap]m\b|(?=[.,!?]|$"
    r"| (?:on|or|and|if|so|that|pls|please|instead|then|today|tomorrow|mon|tue|wed|thu|fri|sat|sun)))))"
)
# The words a row may begin with, what it says, and what that means. Read before single words are; of two rows that would
# do, the one that stands first.
PHRASES: tuple[tuple[str, str, Meaning], ...] = (
    ("a as asap earliest",
     r"as soon as possible|a\.?s\.?a\.?p\b|as soon as you can|earliest (?:possible|available)",
     ("!", 0)),
    ("mid midnight", r"mid-?night", ("z", 24)),
    ("mid midday", r"mid-?day", ("z", 12)),
    ("as effective", r"as of|effective", ("F", 1)),
    ("around at right straight", r"(?:at|around) the moment|right (?:now|away)|straight away", ("0", 0)),
    ("any anything anytime earliest later no not nothing",
     r"(?:no|not) (?:earlier|sooner|before) than|not before|nothing before|(?:not|nothing) until"
     r"|any ?time after|later than|anything after|earliest",
     (">", 0)),
    ("ahead as at earlier latest no not nothing prior up very",
     r"(?:no|not) (?:later|after) than|not after|nothing after|(?:at the )?(?:very )?latest by|earlier than"
     r"|as late as|ahead of|prior to|up until|up to(?= \d)",
     ("{", 0)),
    ("and at on onward onwards or",
     r"(?:and|or) (?:later|onwards?|beyond|after(?= on\b|[.,]|$))|at the earliest|on ?wards?|or so later",
     ("]", 0)),
    ("and at or", r"(?:and|or) (?:earlier|before(?= on\b|[.,]|$))|at the (?:very )?latest", ("[", 0)),
    ("any anything anytime", r"any ?(?:time|thing) before", ("<", 0)),
    ("before", r"before(?= (?:the )?end of)", ("y", 0)),
    ("post", r"post(?= (?:\d|noon\b|midday|one\b|two\b|three\b|four\b|five\b|six\b|seven\b))", (">", 0)),
    ("i im we were",
     r"(?:i'?m|we'?re|(?:i|we)(?:'ll be| am| are| will be)) (?:all )?(?:away|abroad|out|off|busy|at work|on holiday|on leave|travelling|not (?:in|home|back|here|around|available|free))(?: all day)? (?:until|till?|through)",
     (">", 0)),
    ("abroad away not on travelling",
     r"(?:away|abroad|on holiday|on leave|travelling|not (?:home|back|available)) (?:until|till?|through)",
     (">", 0)),
    ("in less over",
     r"less than|in under|in less than|over the(?= next)|in the(?= (?:next|coming|following) \w+ )",
     ("v", 0)),
    ("at more over", r"more than|over(?= \d)|at least", ("skip", 0)),
    ("during good great lovely nice",
     r"during the day|good (?:morning|afternoon|evening|night|day)"
     r"|(?:nice|great|good|lovely) (?:day|evening|weekend|week|night)",
     ("_", 0)),
    ("work working", r"work(?:ing)? (?:nights?|evenings|mornings|weekends|night shifts?)", ("_", 0)),
    ("day itself sharp yesterday", r"(?:yester)?day itself|itself|sharp", ("skip", 0)),
    ("my", r"my day", ("D", 0)),
    ("business week weekday weekdays work workday workdays working",
     r"business days?|working days?|work ?days?|week ?days?",
     ("u", "workday")),
    ("apart except instead other rather save", r"apart from|other than|except for|save for|instead of|rather than", ("x", 1)),
    ("any anyday anything anytime bar but can cannot cant don dont not",
     r"any(?:thing|time| day| ?day)? but"
     r"|can(?:'?t|not)(?: (?:do|make(?: it)?|come|manage|be (?:there|home|in)))?|but not"
     r"|bar(?= (?:mon|tue|wed|thu|fri|sat|sun|tomorrow|today|the \d|mornings?|afternoons?|evenings?|weekends?))"
     r"|anything but|don'?t (?:want|come|like)|not (?:on|at|in|for)(?! (?:my|the) )",
     ("x", 0)),
    ("won wont",
     # A person is back from three on; a service that "won't be back until three" ends its outage then.
     r"(?:won'?t be (?:home|in|here|there|around|available|free)|(?:^|(?<=\bi )|(?<=\bwe ))won'?t be back)"
     r"(?: again)? (?:until|till?|before)", (">", 0)),
    ("failing if otherwise",
     r"if (?:not|that'?s not possible|that doesn'?t work|you can'?t)(?:,? then)?(?= ?,? (?:(?:on|the|this|next) )?(?:tod|tom|tmr|mon|tue|wed|thu|fri|sat|sun|\d|day|a?ny))|otherwise|failing that",
     ("|", 0)),
    ("are is", r"(?:is|are) (?:a bit |a little |way |far )?too (?:early|late|soon)", ("~", 1)),
    ("am are aren arent did didn didnot didnt do does doesn doesnot doesnt don donot dont is isn isnt no not will willnot won wont would wouldn wouldnot wouldnt",
     r"(?:(?:does|do|did|wo|would)n'?t|(?:does|do|did|will|would) ?not) (?:work|suit|do|be (?:good|possible|ok|home|available|free|around))"
     r"|(?:(?:is|am|are) (?:not|never)|isn'?t|aren'?t) (?:really |very |so )?(?:free|good|possible|available|ok|convenient|home|suitable)"
     r"|(?:is|are) (?:no good|out\b|bad|impossible|taken|full)"
     r"|not (?:available|free|good|possible|ok|home|convenient|suitable)|no good",
     ("~", 0)),
    ("change changed changing i make no on or scratch wait",
     rf"no,?(?= make it{_AN_HOUR})|no,? wait|no,? sorry|on second thoughts?|chang(?:e|ed|ing) my mind|i mean(?:t)?|scratch that|make that"
     r"|or rather|wait,? no|no,? (?:make it|make that|i mean(?:t)?|actually|rather)",
     ("K", 0)),
    ("i meaning that thats which", r"that'?s(?= the \d)|that is(?= the \d)|which is|i\.e\.|meaning", ("=", 0)),
    ("are had hadn hadnt has hasn hasnt have haven havent is was",
     r"(?:ha(?:s|ve|d)(?:n'?t| not)?|is|are|was) (?:already )?(?:passed|gone|over)|hasn'?t already passed",
     ("#", 0)),
    ("best better is work works would",
     r"best (?:would be|is|if|on|at|time is|day is)|would be best|works? best|is best|better",
     ("@", 0)),
    ("c close cob e end eod",
     r"end of (?:the )?(?:day|business)|e\.?o\.?d\b|c\.?o\.?b\b|(?:close|end) of (?:business|play)",
     ("}", 0)),
    ("finish finishing get off",
     r"(?:finish(?:ing)?|get off|off) work (?:at|around|about)(?=.{1,20}\b(?:after|from)\b) \S+", ("_", 0)),
    ("finish finishing get off", rf"(?:finish(?:ing)?|get off|off) work (?:at|around|about){_AN_HOUR}", (">", 0)),
    ("after finish finishing",
     r"(?:after|finish(?:ing)?) work|after hours|after i (?:finish|get off)(?: work)?",
     ("P", "after-work")),
    ("before", r"before work", ("P", "before-work")),
    ("can could make",
     rf"make it{_AN_HOUR}|(?:can|could) (?:you|we|he|she|they) (?:do|make|make it|say){_AN_HOUR}",
     ("A", 1)),
    ("after before", r"(?:after|before) (?:the |my )?school (?:run|drop[ -]?off)", ("P", "morning")),
    ("after", r"after school", ("P", "after-school")),
    ("after afterlunch afterlunchtime post postlunch postlunchtime", r"(?:after|post)(?: ?|-)(?:lunch|lunchtime)", ("P", "after-lunch")),
    ("early first",
     r"(?:early|first thing)(?: in the)? morning|first thing(?: in the morning)?"
     r"|first (?:slot|visit|appointment|job|call) (?:of the day|in the morning)",
     ("P", "early")),
    ("last late", r"last (?:slot|visit|appointment|job|call) of the day|late afternoon", ("P", "late-afternoon")),
    ("late", r"late (?:at )?night|late evening", ("P", "late")),
    ("early", r"early evening", ("P", "dusk")),
    ("late mid midmorning", r"late morning|mid[ -]?morning", ("P", "late-morning")),
    ("early", r"early afternoon", ("P", "early-afternoon")),
    ("mid midafternoon", r"mid[ -]?afternoon", ("P", "mid-afternoon")),
    ("lunch lunchbreak lunchhour lunchtime", r"lunch ?(?:time|break|hour)", ("P", "lunch")),
    ("all the whole", r"(?:all|the whole|the entire|whole) day(?: long)?", ("U", 0)),
    ("christmas xmas", r"christmas eve|xmas eve", ("C", (12, 24))),
    ("christmas xmas", r"(?:christmas|xmas)(?: day)?", ("C", (12, 25))),
    ("boxing", r"boxing day", ("C", (12, 26))),
    ("new", r"new year'?s eve", ("C", (12, 31))),
    ("new", r"new year'?s(?: day)?", ("C", (1, 1))),
    ("valentine valentines", r"valentine'?s(?: day)?", ("C", (2, 14))),
    ("halloween", r"halloween", ("C", (10, 31))),
    ("independence", r"independence day", ("C", (7, 4))),
    ("dr mr mrs ms", r"(?:dr|mrs?|ms)\.", ("_", 0)),
    ("no", r"no\.? (?:good |idea|problem|way|worries|later|need|one)", ("_", 0)),
    ("may", r"may (?:or|not|have|be|i|you|we)", ("_", 0)),
    ("email he i it message she they we you", r"(?:email|message|she|he|it|i|you|we|they) may", ("_", 0)),
    ("sat", r"sat (?:down|there|in|at|on)", ("_", 0)),
    ("he i she they we you", r"(?:i|we|he|she|you|they) sat", ("_", 0)),
    ("a an one the", r"(?:one|an?|the) second(?=[.,!?])", ("_", 0)),
    ("any anyone every everyone some someone", r"(?:every|any|some) ?one", ("_", 0)),
    ("the this", r"the one(?! (?:at|on))|this (?:past )?one", ("_", 0)),
    ("to", r"to(?: |-)date|to do", ("_", 0)),
    ("at", r"at all|at a time", ("_", 0)),
    ("in on", r"(?:on|in) time|in the (?:past|future)", ("_", 0)),
    ("by of so", r"of course|by the way|so far|by far", ("_", 0)),
    ("o", r'o[\" ]clock', ("k", 0)),
    ("w", r"w/in", ("v", 0)),
    ("w week", r"w/c|week commencing", (";", "week")),
    ("apartment apt block building bus channel code door ext extension flat gate house line number option order platform rm room step suite unit version",
     r"(?:flat|room|rm|apt|apartment|unit|suite|block|building|house|door|gate|number|order|code|line|channel|version|step|option|extension|ext|bus|platform) ?#?\d[\w-]*",
     ("_", 0)),
)  # fmt: skip


Match = Callable[[str, int], re.Match[str] | None]
FIRST_WORDS = frozenset(word for first, _, _ in PHRASES for word in first.split())
MEANS = {f"_{k}": meant for k, (_, _, meant) in enumerate(PHRASES)}


class _Beginnings(dict[str, Match]):
    """For each first word one pattern of the rows that may begin with it, put together when the word is first met."""

    def __missing__(self, word: str) -> Match:
        rows = [f"(?P<_{k}>{said})" for k, (first, said, _) in enumerate(PHRASES) if word in first.split()]
        self[word] = found = re.compile(f"(?:{'|'.join(rows)})(?![a-z0-9])").match
        return found


beginning = _Beginnings()
