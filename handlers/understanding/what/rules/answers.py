"""Answers and courtesies, and what one word makes likely where nothing else was understood."""

ROWS = """
confirm         cd 90: confirm
confirm         c 82: ^ agree
confirm         c 82: time|time_noun|num ~ fine
confirm         c 80: fine ~ time
confirm         c 75: keeps
confirm         c 76: seeyou
confirm         c 76: ^ mine? accept time|num >
confirm         c 65: agree|waiting
yes             c 85: ^ fine
later           ctd 85: later
thanks          ctd 95: thanks
greeting        ctd 90: ^ greet
no              ctd 88: ^ finish|yes NOT finish? $
yes             ctd 88: ^ already? yes
yes             c 65: ^ maybe can|yes|okuse finish? $
yes             ctd 85: ^ praise >
yes             c 85: ^ thanks , finish? praise >
yes             ctd 85: ^ praise thanks|come|KEEPS|agree
yes             ctd 85: ^ yes? can finish? $
no              ctd 88: ^ no
no              c 82: ^ decline $
no              ctd 85: ^ unwanted $
no              ctd 85: ^ NOT finish? $
no              ctd 85: ^ bad bad? $

book/repair     c 78: SVC ~~ come
# what one word makes likely, where nothing else was understood
book/repair     cd 57: SVC ~~ neg|hasnt|still|again|how|howabout|already
my_visits       c 56: appt ~ Q|what
change          c 58: time ~ can|better|works|okuse
change          c 58: time whether $
where           c 56: TECH ~ Q|hasnt|neg
book/repair     cd 55: SVC
"""
