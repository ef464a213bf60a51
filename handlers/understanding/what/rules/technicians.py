"""What technicians say of their day and of their orders."""

ROWS = """
sick            t 95: sick
sick            t 90: dayoff
sick            t 80: time cantwork
depart          t 90: done|finish ~ prev ~~ depart|go|come
depart          t 88: left|depart ~ prev
depart          t 88: prev ~ left|finish|done|mended ~~ depart|go|come
depart          t 92: depart|go , ~ dur ~ arrive|gocome
late            t 84: sym_slow dur
late            t 84: eta|KEEPS ~ time|num|dur  # when one will be there
late            t 84: ^ mine? whenq time|num
late            t 84: maybe ~ time num? ~ gocome|arrive
late            t 82: time num|dur? can? gocome
late            t 82: time num|dur? can arrive
late            t 82: num ~ late
late            t 85: prev ~~ late|dur|hasnt|neg|laterby|still
late            t 90: late|unavail ~~ dur
late            t 80: dur ~ late
late            t 80: dur ~ gocome
late            t 75: dur ~ arrive|come|go
late            t 80: still|also|want dur
late            t 78: thinkso|maybe time $  # stuck, probably 3:15
late            t 85: late|laterby
late            t 65: prev
absent          t 88: client away|nobody ;
reschedule      t 88: client ~~ change|advance|otherday|movehome
reschedule      t 84: client ~ let|want ~ time
reschedule      t 84: client ~~ changeto ~ WHEN
reschedule      t 78: client ~~ quote|if|want ~~ WHEN
reschedule      t 76: want time ~ can ~ install|repair|remove|movehome|done|fixed  # 没货了, 得明天才能装
absent          t 92: nobody
absent          t 80: nocome
absent          t 85: noone
absent          t 88: away
absent          t 85: NOT ~ client|home ~ home
decline         t 90: decline
decline         t 85: NOT ~ accept
done            t 92: done|fixed|okuse
depart          t 85: accept|go ~ client
today           t 70: howabout accept finish?
accept          t 90: accept
accept          t 85: order polite $
accept          t 75: ! ^ yes? mine $  # "I'm at Liu's" is no acceptance: the card asks
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
arrived         t 78: ^ home num
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
"""
