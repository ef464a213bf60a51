"""The time is right, the line works, somebody is at home."""

ROWS = """
where           c 80: whenq ~ tech|come|gocome|arrive
where           c 90: whereq ~ tech|come|gocome|arrive
where           c 90: tech ~ how
where           c 80: tech ~ come ~ ask|NOT
where           c 80: ^ whereq mine $
where           c 80: ^ what? whereq|whenq finish? ask? $

human           cd 90: human

book/repair     c 82: want|polite|install|obtain ~ fixed
my_visits       c 82: confirm come ask|ma  # 今天确定来吧?
confirm         c 80: appt|time_noun yes yes? $
confirm         c 80: agree ~ time_noun|time
confirm         c 78: ^ time|num time|num? ~ okuse >
confirm         c 78: ^ appt ~ okuse|praise >
confirm         c 80: ^ num works
confirm         c 65: time works
confirm         c 82: ^ time time? time? can finish? , home
confirm         c 72: ^ time time time? can finish? $
confirm         c 65: ^ time can finish? $
fixed           c 85: tested ~~ okuse|fine|works|fixed
fixed           c 82: mended|done ~~ okuse|fine
fixed           c 65: maybe ~ yes|okuse|fine
fixed           c 90: fixed|returned
book/repair     cd 86: SVC ~ neg|hasnt success
book/repair     c 85: neg|hasnt ~ works
fixed           c 86: already back finish? $
fixed           c 88: finish|SVC|already ~ works
fixed           c 65: ^ works
fixed           c 82: SVC ~ okuse
fixed           c 80: already okuse
fixed           c 80: okuse already finish? $
fixed           c 80: already ~ SVC ~ okuse
fixed           c 72: ^ back $
fixed           c 70: done finish $
fixed           c 80: ^ okuse finish $
yes             c 82: ^ okuse
yes             c 75: ^ suit $
yes             c 65: ^ yes? thinkso $

at_home         c 85: home
at_home         c 82: ^ mine back
at_home         c 75: ^ arrive
at_home         c 80: ^ already? gocome finish? $
"""
