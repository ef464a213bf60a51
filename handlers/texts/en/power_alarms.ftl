# Power intruding into the plant (R-6.15), and the network centre's first card.
network-centre-home = <b>Hello { $name }</b> · network centre
network-centre-help = /alarm raises an alarm of power intrusion: place and facts in one sentence, such as “/alarm Xingfuli 220 V on the frame”
    /alarms lists those that are not over
alarm-ask = ⚡ <b>Power intrusion alarm</b>: where, and what? One sentence, such as “Xingfuli building 3, 220 V on the frame”.
alarm-where = ⚡ In which area?
alarm-place = { $name }
alarm-check = ⚡ <b>Raise this alarm?</b>
    📍 { $area }
    📝 { $note }
    Technicians at work nearby and dispatch get it at once.
alarm-dropped = All right, no alarm was raised.
alarm-raised = ✅ Raised. You will hear at once when somebody accepts.
alarm-title = ⚡ <b>Power intrusion · { $area }</b>
alarm-note = 📝 { $note }
alarm-raised-by = 🕘 Raised { $at } by { $name }
alarm-open = ⏳ Nobody has accepted yet
alarm-accepted = 👷 { $name }{ $phoned ->
    [yes] {" "}· <code>{ $phone }</code>
   *[no] {""}
} accepted at { $at }
alarm-over = 🏁 Over { $at }: { $result }
alarm-yours = ✅ <b>It is yours.</b> Safety first: touch nothing live; if in doubt wait for the power company. Tap the result when it is done.
alarm-is-given-back = ↩️ Given back. Other technicians and dispatch are being told.
alarm-is-going-on = ↩️ The alarm is not over; it goes on.
alarm-result-cleared = Cleared
alarm-result-power_company = Handed to the power company
alarm-result-false_alarm = False alarm
alarm-result-ask = What was done about it (up to 300 letters)? The network centre will be told.
alarms-head = <b>⚡ Alarms not over: { $count }</b>
alarms-none = ⚡ No power alarm is open.
alarms-line-open = { $number }. { $at } { $area } · { $note } · ⏳ nobody yet
alarms-line-accepted = { $number }. { $at } { $area } · { $note } · 👷 { $name }
alarms-open = { $number } { $area }
button-alarms = ⚡ Power alarms
button-alarms-refresh = 🔄 Refresh
button-alarm-open = ⚡ See the alarm
button-alarm-raise = ⚡ Raise an alarm
button-alarm-send = ⚡ Raise it
button-alarm-elsewhere = Another area
button-alarm-take = ✅ I am going
button-alarm-give-back = I cannot go after all
button-alarm-goes-on = ↩️ Not over, a slip
button-alarm-own-words = ✏️ In my own words
power-alarm-accepted = ✅ Power alarm in { $area }: { $name } accepted { $minutes ->
    [0] at once
   *[other] after { $minutes } min
}.
power-alarm-unaccepted = ⏰ Nobody has accepted the power alarm in { $area } yet. Dispatch is phoning, and the others at work have it now.
power-alarm-given-back = ↩️ Power alarm in { $area }: { $name } cannot go, somebody else is being found.
power-alarm-ended = 🏁 The power alarm in { $area } is over: { $result }.
power-alarm-goes-on = ↩️ The power alarm in { $area } is not over: the last result was a slip, it goes on.
task-power_alarm = Power alarm
task-title-power_alarm = ⚡ Nobody has accepted the power alarm in { $area }; please phone somebody at once: { $note }
