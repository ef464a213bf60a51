"""The rules: which concepts, in which order, are which wish.

A pattern is a row of concepts from the lexicons:
`a|b` either, `x?` maybe, `^` and `$` the ends of a clause, `>` its end or a word of thanks, `,` a clause may end here, `;` it does end here,
`~` at most three other concepts of the same clause, `~~` at most eight of the same sentence, `!` nothing else stands beside it.
Rules are tried in order and a rule claims the words it read: what it claimed, no later rule reads again.
"""

from handlers.understanding.what.patterns import read_rules

# wish, who says it (c customer, t technician, d dispatcher), confidence in percent: concepts
RULES = read_rules("""
language        ctd 95: neg? quote|speak|changeto|change|can|want|polite ~ to_zh|to_en
language        ctd 90: ^ to_zh|to_en polite? $
language        ctd 85: to_zh|to_en polite
language        ctd 85: ^ language $
language        ctd 85: speak|changeto|change ~ language
no              ctd 88: hasnt|neg meaning
no              ctd 90: nothanks
no              c 80: ^ neg time_noun|appt $
help            c 82: cancel|confirm|fixed|notfixed|noneed|done|change|book|appt|order|upkeep|outage ~ yes? meaning
help            c 82: meaning ~ cancel|confirm|fixed|notfixed|noneed|done|change|book|appt|order|upkeep|outage
help            c 82: mark ~ mark? yes? meaning
help            c 82: meaning mark ~ mark
help            c 75: meaning

# technicians
sick            t 95: sick
sick            t 90: dayoff
sick            t 80: time cantwork
depart          t 90: done|finish ~ prev ~~ depart|go|come
depart          t 88: prev ~ left|finish|done|mended ~~ depart|go|come
depart          t 92: depart|go , ~ dur ~ arrive|gocome
late            t 84: sym_slow dur
late            t 78: num ~ late
late            t 85: prev ~~ late|dur|hasnt|neg|laterby|still
late            t 90: late|unavail ~~ dur
late            t 80: dur ~ late
late            t 75: dur ~ arrive|gocome|come|go
late            t 85: late|laterby
late            t 65: prev
reschedule      t 88: client ~~ change|advance|otherday|movehome
reschedule      t 84: client ~ let|want ~ time
reschedule      t 84: client ~~ changeto ~ WHEN
reschedule      t 78: client ~~ quote|if|want ~~ WHEN
absent          t 92: nobody
absent          t 80: nocome
absent          t 85: noone
absent          t 88: away
absent          t 85: NOT ~ client|home ~ home
decline         t 90: decline
decline         t 85: NOT ~ accept
done            t 92: done|fixed|okuse
depart          t 85: accept|go ~ client
accept          t 90: accept
accept          t 85: order polite $
accept          t 80: ! ^ yes? mine $
reschedule      t 88: client ~~ change|advance
reschedule      t 82: client ~~ time ~ instead
reschedule      t 75: client ~~ want|book ~ time
reschedule      t 78: client ~~ unavail
decline         t 72: cantwork|unavail
reschedule      t 85: change|advance ~~ WHEN
reschedule      t 75: change|advance|otherday $
arrived         t 92: arrive
arrived         t 82: home ~ client
arrived         t 78: ^ home $
arrived         t 85: ^ already? mine? gocome client
arrived         t 75: already ~ gocome
arrived         t 75: ^ gocome finish? $
depart          t 90: depart
depart          t 80: ! ^ mine? already? left $
depart          t 80: go ~ client
today           t 90: time ~ list|order|what|appt
today           t 88: list|what ~ order|list|time
today           t 85: list
today           t 85: time book $
today           t 85: what ~ mine ~ time
today           t 80: visits
today           t 80: ^ time $
human           t 85: human

# dispatchers
unassigned      d 92: unassigned
unassigned      d 86: hasnt ~ tech
unassigned      d 88: order ~ nobody|nocome|waited|hasnt ~ tech|accept|come
outage_open     d 92: outage|cutcable|upkeep ~~ WHEN
outage_open     d 88: WHEN ~~ upkeep
outage_open     d 88: SYM ~~ back|WHEN
outage_open     d 85: outage|cutcable
today           d 90: ^ search? time order|list|appt|what|visits
today           d 90: search time list
today           d 85: ^ time $
today           d 85: time book $
today           d 92: search ~ list
today           d 85: list
search          d 92: search|whereq|howabout ~ num
search          d 88: num ~ whereq|howabout
search          d 85: search
search          d 88: num ~ order
search          d 88: order ~ num

# help about the product comes before single words in it are read
help            ctd 84: excuse ~ can ~ handle ~ what
help            ctd 92: help
book/repair     c 88: SYM complain
book/repair     c 88: complain SYM
complain        c 84: tech mine ~ broken|cutcable finish? $
complain        c 85: human ~ sym_dial|nobody
complain        c 88: household ~ harm
complain        c 88: harm ~ household
complain        c 84: tech|charged ~ charged|want ~ money
complain        c 84: charged ~ money
complain        c 82: tech ~~ household finish? ~ broken|sym_dev|cutcable
complain        c 88: repair ~ tech ~ manner|complain
complain        c 86: nocome|willnot ~~ mine ~ remove
complain        c 92: complain
help            ctd 86: usually ~~ whenq
help            ctd 86: whenq ~~ usually ~~ fixed|repair|install|movehome|back
help            ctd 86: whenq ~~ usually
help            c 82: fixed maybe? whenq
help            ctd 75: ^ how $
help            ctd 70: ^ polite $
later           c 88: later|confirm ~~ if|later ~~ list
later           c 88: later ~ list
my_visits       c 80: desk|quote ~ polite? confirm ~ fixed|finish
where           c 88: visits|appt ~ time|num ~~ nowpast ~ time|num
my_visits       c 90: visits
my_visits       c 86: appt|order|book ~ valid
my_visits       c 86: whether ~ appt|order|visits ~ keeps
my_visits       c 86: come|appt|time_noun ~ time still time
my_visits       c 86: install|remove|movehome|repair|order ~ whichday
my_visits       c 86: tech|order ~ yes? whichday ~ come
my_visits       c 86: whichday ~ tech
my_visits       c 90: whenq|time|appt|order|time_noun ~~ forgot
my_visits       c 90: forgot ~~ whenq|time|appt|time_noun
my_visits       c 70: confirm ~ what
my_visits       c 82: mine ~ order ~ whereq|whenq|how
my_visits       c 84: mine ~ what order
my_visits       c 84: mine what? order? list ask? $
my_visits       c 84: ^ look|search|polite? list finish? $
my_visits       c 90: whenq|whereq|what mistake
my_visits       c 84: you? confirm yes? whenq|whichday
my_visits       c 86: otherday ~~ what|whenq|visits
my_visits       c 88: search ~ mine|appt|order
my_visits       c 86: look|search whenq come|appt
my_visits       c 84: look ~ mine ~ order|appt
my_visits       c 86: appt|order search
my_visits       c 85: appt|order ~ whenq
my_visits       c 86: book finish? what
my_visits       c 85: whenq ~ appt
my_visits       c 80: ^ search? mine appt|order $
my_visits       c 85: what ~ mine? ~ book|appt|order
human           c 92: change|let|want|obtain|polite|search|can|whether ~ human

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
no_longer_needed c 88: change ~~ fixed|okuse|selfheal ~~ noneed|nomore
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
confirm         c 80: ^ yes , yes? keeps? time time? num? $
confirm         c 80: ^ yes , ~ time ~ home
confirm         c 80: time ~ mine can $
confirm         c 80: ^ yes|can , time ~ come fixed|keeps $
confirm         c 80: okuse|fine ~ time $
change          c 82: neg time ~ come
change          c 82: BUSY ~~ time ~ come|better|can|whether
confirm         c 78: time|time_noun ~ keeps
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
later           c 78: ^ mine? look $
# the way of the technician, before "does not come" can mean "need not come"
change          c 80: ^ neg time finish? , time|time_noun
where           c 76: book|promised|appt ~ time|num ~~ already ~ time|num finish?
where           c 80: promised ~ time|num ~~ time|num already finish
where           c 82: ^ whereq ~ tell
where           c 82: promised|quote|visits|appt ~~ time|num|dur ~~ nowpast
where           c 80: promised|quote ~ num ~ num ~ finish num already
where           c 80: ^ waitedfor ~ dur
where           c 82: willcome
where           c 74: ^ quote time come ; already
change          c 84: tech can|whether|polite ~ time time? ~ come
where           c 76: tech ~ time come finish? ask? $
where           c 85: tech human ~ ask|hasnt
where           c 82: arrive ~ ask|hasnt|whether
where           c 84: whether ~ depart
where           c 82: whether ~ arrive
book            cd 82: whether ~ tech can ~ come
where           c 75: tech ~ nobody
where           c 82: ^ depart ask|whether|hasnt
where           c 90: nocome|waited
where           c 88: ishe ~ come|gocome|left|depart|arrive|whereq|time|unassigned
where           c 80: ^ come finish? hasnt|ask
where           c 68: ishe
where           c 90: tech ~ whereq
where           c 80: tech ~ whenq
where           c 80: whenq ~ come|gocome|tech
where           c 80: how ~ hasnt|noone
where           c 88: tech ~ late
where           c 85: tech ~ depart
where           c 82: depart|left|arrive hasnt finish? $
where           c 78: excuse ~ whereq finish? $
where           c 85: gocome ~ whereq finish? ask? $
where           c 85: whether ~ tech ~ left|depart|come
where           c 80: promised ~~ already ~ time|num
where           c 65: promised ~~ nocome|waited|time ~ time|num
where           c 78: promised ~~ come|gocome
where           c 82: tech ~ depart|arrive|gocome|left ~ hasnt|neg
where           c 85: still no tech|come
where           c 85: still unassigned
where           c 85: still|how|howabout ~ NOT ~ come|gocome|arrive|tech|depart
where           c 85: hasnt ~ come|gocome|arrive|depart
where           c 85: still ~ come neg come
where           c 85: still ~ come ~ whereq|finish|ask
where           c 85: tech ~ depart|arrive|gocome ~ ask|hasnt

outage          t 85: outage|upkeep ~~ ask|whether|whenq
outage          t 85: whether|ask ~~ outage|upkeep
outage          t 75: ^ outage $
# outages before faults: they are told with the same words
other_fault     c 88: otherfault
outage          c 90: back|fixed ~~ tell|remind
outage          c 88: tell|remind ~~ back|fixed
later           c 86: WHEN ~~ remind
later           c 85: remind ~~ WHEN
later           c 80: remind
outage          c 86: whether ~ upkeep|cutcable
outage          c 78: sym_none|cutcable finish? ma
outage          c 78: time ~ sym_none|cutcable ask
book/repair     c 88: device|phone|sym_noise|sym_dial|sym_dev|sym_drop ~~ whether broken
book/repair     c 86: whether broken ~~ device|phone
outage          c 78: whether broken
outage          c 78: ^ time? ~ net ~ broken ask
book/repair     c 88: outage time ~~ SYM
outage          c 82: alsothem ~~ SYM|hasnt|neg
outage          c 84: upkeep ~ ask
book/repair     cd 88: come|appt|book|polite|want|let|time ~ upkeep
outage          c 90: outage|upkeep ~~ selfheal ~ neg|hasnt|ask
outage          c 88: nobody|noone ~ area|street ~~ fixed|works|okuse
book/repair     c 86: device|net|phone ~ alldown
outage          c 88: alldown
outage          c 86: cutcable ~~ whenq
outage          c 90: outage|upkeep
book/install    c 88: install|pull|handle ~~ whenq ~ fixed|back
outage          c 85: whenq ~ back|fixed|returned
outage          c 85: whether ~ area|already ~ SYM
outage          c 85: SYM ~~ street
outage          c 85: street ~~ SYM
outage          c 75: whether ~ street|upkeep|works
outage          c 85: area ~ whether ~ SYM
outage          c 85: area ~ already ~ SYM
outage          c 70: area SYM ~ ask|whenq
outage          c 80: back ~ ask|hasnt
outage          c 70: whether ~ fixed
outage          c 70: fixed finish? ask|no
outage          c 70: fixed hasnt $
outage          c 75: whenq ~ repair $

later           c 86: quote ~ fixed|done ~~ away ~~ neg|hasnt|dontknow
not_fixed       c 85: fixed|done|finish mocked
not_fixed       c 85: works|okuse ~~ but ~~ neg|hasnt|bad|SYM
not_fixed       c 78: fixed ~~ but ~~ neg|hasnt|bad|SYM
not_fixed       c 75: again bad
not_fixed       c 76: fixed , SVC ~ hasnt|neg|SYM
not_fixed       c 85: again ~ SYM|bad ~~ mended|tech|done|repair|come
not_fixed       c 85: mended ~~ SYM|again|bad
not_fixed       c 85: mended ~~ still ~ SYM|neg|hasnt|bad
not_fixed       c 85: SYM again ~~ mended|left|tech
not_fixed       c 85: SYM ~ mended
not_fixed       c 85: repair ~ neg|hasnt works
not_fixed       c 84: tech ~ come ~~ SYM again
not_fixed       c 80: SYM ~~ tech left
fixed           c 75: forfixing
not_fixed       c 78: promised|quote ~ fixed|done ~~ notfixed|still|neg|bad|SYM
not_fixed       c 92: notfixed
not_fixed       c 90: neg|hasnt|noone ~ fixed
not_fixed       c 88: still ~ SYM|bad
not_fixed       c 88: still no SVC|SYM
not_fixed       c 85: still ~ NOT ~ works|starts
not_fixed       c 88: fixed|done|returned ~~ again|but|still|NOT ~ SYM|bad
not_fixed       c 85: fixed|done ~ but ~ neg|hasnt $
not_fixed       c 85: broken ~ returned|still
not_fixed       c 75: done ~~ SYM|bad
not_fixed       c 85: left ~ again ~ hasnt
not_fixed       c 85: fixed ~~ again ~ SYM|bad
not_fixed       c 85: left ~~ SYM|bad
book/remove     c 90: SVC ~ noneed|unwanted|neg ~~ remove
book/remove     c 90: nomore ~~ remove
book/remove     c 70: SVC unwanted
cancel          c 88: appt ~ unwanted
change          c 82: neg|noneed come , ~ come
change          c 78: neg|noneed come finish? , time
later           c 84: whether ~ dontknow
later           c 82: dontknow ~~ fixed|notfixed|whether|works|done|repair|home
later           c 80: ^ mine? dontknow $
later           c 82: excuse other
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
change          c 80: ^ time dontwork
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

where           c 80: whenq ~ tech|come|gocome|arrive
where           c 90: whereq ~ tech|come|gocome|arrive
where           c 90: tech ~ how
where           c 80: tech ~ come ~ ask|NOT
where           c 80: ^ whereq mine $
where           c 80: ^ what? whereq|whenq finish? ask? $

human           cd 90: human

book/repair     c 82: want|polite|install|obtain ~ fixed
confirm         c 80: time_noun yes $
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
yes             c 65: ^ yes? thinkso $

at_home         c 85: home
at_home         c 82: ^ mine back
at_home         c 75: ^ arrive
at_home         c 80: ^ already? time? gocome finish? $

book/remove     cd 90: remove
book/move       cd 90: movehome
book/install    cd 91: newplace ~~ install|pull|obtain|want|handle ~ SVC
book/install    cd 91: install|pull|obtain ~~ newplace
book/install    cd 91: want ~ SVC ~~ newplace
book/install    cd 91: newplace ~~ install|pull
book/move       cd 86: newplace ~~ SVC
book/move       cd 86: SVC ~~ newplace
book/move       cd 60: newplace
book/remove     cd 88: want|polite|obtain ~ cutoff
book/repair     cd 90: SVC ~~ SYM|repair|bad
book/repair     cd 90: SYM ~~ SVC|repair
book/repair     cd 90: repair|look ~ SVC|SYM
book/repair     cd 90: repair ~ come
book/repair     cd 85: come|tech ~ repair|look
book/repair     cd 85: sym_none|sym_slow|sym_drop|sym_dial|sym_noise|sym_dev|broken|cutcable
book/install    cd 92: install|obtain|handle ~ SVC
book/install    cd 74: SVC ~ handle
book/install    cd 85: SVC ~ install
book/install    cd 88: pull ~ SVC
book/install    cd 85: install
book/repair     cd 80: repair
book/repair     cd 80: mbps ~~ come|tech|look
book/repair     c 72: polite ~ look
book/repair     cd 80: polite|tech|come|can|whether ~ SVC ~ look
book/repair     cd 74: SVC ~~ look
book/repair     cd 80: net|phone ~ hasnt $
book/repair     cd 85: neg|hasnt starts|works
book/repair     cd 80: SVC ~ neg ~ starts|works
book/repair     cd 70: mbps ~~ SYM|neg|still|bad
book/repair     cd 70: can|still|obtain|mine ~ mbps
book/install    cd 70: want SVC
book/install    cd 70: SVC ~~ want
book/install    c 70: lease
book            cd 75: ^ appt time ask?
book            cd 88: book
book            cd 80: ASKING ~ appt
book            cd 80: come tech
book            cd 80: ^ come come
book            cd 82: come ~ WHEN
book            cd 82: WHEN ~ come
book            cd 75: polite|want|whether|can ~ come
book            cd 80: want|let|obtain tech
book            cd 80: how ~ appt|book
where           c 80: come|gocome ~ ask
book            cd 70: ^ appt $
book            c 55: ^ can? come finish? $

confirm         cd 90: confirm
confirm         c 82: ^ agree
confirm         c 82: time|time_noun|num ~ fine
confirm         c 80: fine ~ time
confirm         c 75: keeps
confirm         c 65: agree|waiting
yes             c 85: ^ fine
later           ctd 85: later
thanks          ctd 95: thanks
greeting        ctd 90: ^ greet
no              ctd 88: ^ finish|yes NOT finish? $
yes             ctd 88: ^ already? yes
yes             ctd 85: ^ praise >
yes             ctd 85: ^ praise thanks|come|keeps|agree
yes             ctd 85: ^ can finish? $
no              ctd 88: ^ no
no              ctd 85: ^ NOT finish? $
no              ctd 85: ^ bad $

book/repair     c 78: SVC ~~ come
# what one word makes likely, where nothing else was understood
book/repair     cd 57: SVC ~~ neg|hasnt|still|again|how|howabout|already
my_visits       c 56: appt ~ Q|what
change          c 58: time ~ can|better|works|okuse
change          c 58: time whether $
where           c 56: TECH ~ Q|hasnt|neg
book/repair     cd 55: SVC
""")
