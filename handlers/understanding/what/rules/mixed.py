"""Rows that several wishes share words with: read before the plain ones, so that none of them takes a part for the whole."""

ROWS = """
book/repair     c 86: alsothem|other ~ works|fine|okuse , mine? neg|hasnt
book/repair     c 86: alsothem|other ~ SVC but mine ~ neg|hasnt  # next door has it
book/repair     cd 90: neg SVC ~~ cutcable
book/repair     cd 90: neg SVC ~ , yes? SVC ~ SYM|bad  # 不是宽带, 是座机坏了
book/repair     c 85: can fixed finish? ask|neg|no
book/repair     c 86: SYM finish? ; whenq yes? repair
change          c 78: ^ no , yes? time
change          c 76: time time? ; no|neg ; time
change          c 80: neg time time? , yes time
change          c 80: mistake finish? , yes? time
change          c 78: late ~~ tech ~ can|polite|let ~ later|waiting
change          c 78: ^ time time? gocome? time time? neg come $
change          c 80: neg ~ want|yes cancel ~~ unavail ~ time
change          c 84: time neg|noneed come ~~ time ~ come
book/repair     c 86: SYM ; SVC okuse $  # 电视没信号, 网正常
change          c 84: neg|noneed come unsuit  # 别来太早
fixed           c 70: fixed ~ again ~ bad|SYM ~ again fixed
not_fixed       c 88: repair|fixed ~ success ~~ SYM|again|bad
not_fixed       c 88: mended|fixed|done|repair|tech finish? time? again bad
not_fixed       c 86: tech whereq whenq? ~ again SYM
not_fixed       c 86: SYM again ~~ repair
not_fixed       c 86: tech left ~~ again ~ SYM|bad
not_fixed       c 86: left|mended ~~ again ~ SYM|bad
not_fixed       c 86: mended ~~ SYM
not_fixed       c 88: fixed|okuse|works|back|selfheal ~ again ~ SYM|bad|neg
fixed           c 85: neg|hasnt sym_slow|sym_noise|sym_drop|sym_dev finish
fixed           c 85: already repair finish? $
fixed           c 86: repair ~ success
fixed           c 84: tech ~ look|repair ~ okuse|praise
book/repair     c 88: sym_drop ~~ back|returned|fixed|selfheal
fixed           c 84: hasnt sym_drop|sym_noise|sym_slow
confirm         c 80: time|time_noun|appt mine? suit finish? $
no_longer_needed c 87: no|neg|hasnt|noone|nobody repair|tech|come|appt|visits|order ~ required
no_longer_needed c 88: change ~~ fixed|okuse|selfheal ~~ noneed|nomore|cancel
no_longer_needed c 88: returned|back|works|okuse ~ self
book/repair     c 90: SYM ~ self
book/repair     c 90: fixed|okuse|fine|works ~~ SYM ~ recurring
book/repair     c 90: fixed|okuse|fine|works ~~ recurring ~ SYM
book/repair     c 88: SYM ~~ whether ~ broken|upkeep ~~ come|look
book/repair     c 86: recurring ~~ back|returned|selfheal|fixed ~~ look|repair|come|tech
change          c 82: ^ yes|can|fine|agree|okuse , but ~ WHEN|late
book/repair     c 88: SVC ~~ bad
book/install    c 91: want ~ order SVC
book/move       cd 90: SVC ~ change|movehome ~~ room
book/move       cd 90: change|movehome ~ SVC ~~ room
change          cd 88: cancel ~ time ~~ change? book ~ time
change          cd 86: cancel ~~ change? book ~ time
change          cd 88: time ~ cancel ~~ change|book|come ~ time
confirm         c 82: ^ yes , time ~ okuse|fine
confirm         c 80: ^ yes , yes? KEEPS? time time? num? $
confirm         c 80: KEEPS|agree , can|yes? come finish? $
confirm         c 80: ^ yes , ~ time ~ home
confirm         c 82: ^ yes , time time? time? num? , mine? home
confirm         c 80: time ~ mine can $
confirm         c 80: ^ yes|can , time ~ come fixed|KEEPS $
confirm         c 80: okuse|fine ~ time $
change          c 82: neg time ~ come
change          c 82: BUSY ~~ time ~ come|better|can|whether
confirm         c 78: time|time_noun ~ KEEPS
confirm         c 78: ^ mine accept $
confirm         c 82: yes|mine accept ~ time|appt|num
confirm         cd 90: confirm ~ appt|time_noun|time
not_fixed       c 90: device ~ change finish? ~~ notfixed|still
earlier         c 88: earlier
earlier         c 76: hasnt time ask
change          c 82: ^ neg time finish? ; ~ time
change          c 78: ^ time neg time
later           c 86: later|laterby ~ confirm
later           c 86: confirm ~ later
later           c 82: confirm ~ once
later           c 84: ^ later , time|num|dur
later           c 82: ^ laterby finish? ; time|num|dur
later           c 80: ^ laterby finish? $
change          c 84: come ~ dur later|laterby|sooner
change          c 82: late|laterby ~ dur ~ come
change          c 82: notthen
change          c 80: time|dur|time_noun ere ~ neg|noneed come
change          c 80: ere neg|noneed come
change          c 80: mixup
change          c 80: time|time_noun ~ bad|dontwork
later           c 82: ^ mine? look $
"""
