"""Called off, put off, brought forward."""

ROWS = """
book/remove     c 90: SVC ~ noneed|unwanted|neg ~~ remove
book/remove     c 90: nomore ~~ remove
book/remove     c 70: SVC unwanted
cancel          c 88: appt ~ unwanted
cancel          c 84: ^ mine? time|num time? num? unwanted finish? >  # 周五的不要了
cancel          c 80: ^ mine? noneed|unwanted time time? >
change          c 82: neg|noneed come , ~ come
change          c 82: time neg|noneed come finish? ; time? later
change          c 78: neg|noneed come finish? , time
later           c 84: whether ~ dontknow
later           c 82: dontknow ~~ fixed|notfixed|whether|works|done|repair|home
later           c 80: ^ mine? dontknow $
later           c 82: mine? excuse mine? other
no_longer_needed c 78: restarted ~~ fixed|okuse|works|fine
no_longer_needed c 86: ^ noneed , fixed|okuse|works
no_longer_needed c 86: self ~ fixed
no_longer_needed c 86: price finish? ~~ fixed|okuse|selfheal
no_longer_needed c 86: fixed ~ self
no_longer_needed c 90: selfheal
no_longer_needed c 82: willnot ~ okuse|can|fine
where           c 85: still ~ come willnot
where           c 80: willnot
cancel          c 84: install|movehome|order|appt ~ unwanted|noneed finish? $
no_longer_needed c 88: noneed ~ come
no_longer_needed c 88: neg ALOUD? ALOUD? ALOUD? come
no              c 78: ^ noneed $
no_longer_needed c 86: fixed|selfheal ~ noneed finish? $
no_longer_needed c 80: ^ mine? PLAIN? PLAIN? noneed finish? $
no_longer_needed c 88: noneed ~ arrive
no_longer_needed c 85: ^ neg want? ~ install finish $
no_longer_needed c 88: noneed ~ repair|install|book|appt|tech|movehome|remove|order
no_longer_needed c 85: nomore
cancel          c 85: calloff
cancel          c 75: mind ~ install|movehome|remove|book|appt|order
no_longer_needed c 70: mind
no_longer_needed c 80: unwanted ~~ selfheal|fixed
no              c 78: unwanted
change          c 88: advance ~ time
earlier         c 85: can|whether|polite ~ advance
earlier         c 70: advance $
earlier         c 72: advance ~ if|polite
earlier         c 82: advance ~ whether|can|ask
earlier         c 82: can|whether|polite|want|still ~ sooner
earlier         c 80: sooner ~ can|ask|whether

book/repair     c 85: change ~ device
cancel          c 65: cancel ~ can ~ change|book ~ ma|ask
cancel          cd 90: cancel finish? still can ~ change  # and book again afterwards?
cancel          cd 90: cancel
cancel          cd 80: neg ~ book|appt ~ finish
change          cd 90: change ~ WHEN|appt
change          cd 88: VISIT ~ change
change          cd 88: advance ~ WHEN
change          cd 85: change
change          cd 84: changeto ~ WHEN
change          cd 80: otherday
change          c 84: promised|appt ~ time ~ unavail|dontwork|bad
change          c 82: appt|time_noun ~ harm
change          c 82: appt|time_noun polite ~ look
change          c 84: come ~ time|num neg time|num
change          c 80: ^ time time? num? neg yes $  # 三点不ok
change          c 80: ^ time dontwork
change          c 80: but whether|can time time? finish? ask? $  # 可以是可以, 就是能不能下午
change          c 76: neg time time? >
book/repair     c 82: mbps ~~ mbps|num
change          c 85: instead ~ time|num
change          c 82: time|num ~ instead
change          c 80: can|whether|want|polite ~ laterby
change          c 80: late|laterby ~ dur
change          c 80: can|whether ~ late
change          c 80: laterby|later|time ~ better
change          c 80: laterby ~ can|ask|whether|bad
change          c 65: unsuit
change          c 65: neg ~ suit
change          c 65: BUSY
"""
