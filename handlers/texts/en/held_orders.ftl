# Orders and outage are one: what customers read and answer.
record-head = 📣 There is an outage where you live
record-works-head = 🛠 Works are planned where you live; they have not begun
record-works-from = 🕘 From { $at }; the service will be interrupted
record-where = 🗺 { $place } · { $services }
record-all-services = all services
record-cause = 🔎 Cause: { $cause }
record-cause-unknown = being looked for
record-cause-cutover = network works
record-cause-natural_disaster = natural disaster
record-cause-cable_damage = damaged cable
record-cause-power = power cut
record-cause-equipment = equipment failure
record-cause-other = other
record-end = 🕕 Expected back: { $end }
record-end-unknown = not known yet
record-end-about = about { $at }
record-end-between = between { $since } and { $until }
record-end-passed = it was to be { $at }; not back yet, we are still working on it
record-next = 📨 Next update: { $at }
record-restored = 🟢 Back since { $at }
record-ask-where = Where do you mean? Please send the name of the estate or the address, such as "Xingfuli block 3".
record-where-unclear = I cannot find that place. Please put the estate or address another way, or go back to the menu.
record-your-order = My repair order

button-watch = Tell me when it is back
button-unwatch = No need to tell me
button-works = It works again
button-still-broken = Still broken
button-still-broken-after-all = My mistake: still broken
button-other-fault = Mine is a different fault
button-never-mind = Never mind
button-news-off = Fewer outage messages
button-news-on = Outage messages again
watch-on = 🔔 You will hear as soon as it is back
watch-off = All right, nothing more about this outage.
news-off = All right, no more general outage news. The all-clear you asked for and questions about your own order still come.
news-on = All right, you will hear when an outage changes.

report-explained = 📣 There is an outage where you live, and that is probably why
report-which = No need to wait for a technician: when it is back we will ask whether yours works. Or is yours a different fault?
report-kept = 🔔 Noted: we will ask you as soon as it is back
report-over-meanwhile = ✅ It has just been restored. If yours does not work, please choose a time
report-other-fault = All right, as a different fault: somebody comes all the same.

held-head = 📣 What you reported is part of an outage: no need to wait for a visit
held-card = { $asked ->
    [yes] { restored-ask }
   *[no] ⏸ On hold because of the outage, and so is its deadline; we will ask you as soon as it is back
}
held-visit-stands = 🕑 { $window }; nobody comes if the outage is still on then
held-visit-stands-asked = 🕑 { $window }; only if yours is still broken: please tell us
held-visit-gone = Your visit of { $at } is cancelled for now, no need to stay in.
held-visit-freed = { $asked ->
    [yes] 📣 The outage is over and you have not said whether yours works: the visit of { $at } is cancelled for now, no need to stay in
   *[no] 📣 Not back yet: the visit of { $at } is cancelled for now, no need to stay in
}
held-works = ✅ Good to hear! No visit needed, the order is closed
held-really-works = Does it work again?
held-still-out = The outage is still on; we will ask you as soon as it is back
held-still-broken-choose = Sorry! You are first in line now: please choose one of the earliest times.
held-still-broken-visit = 🔧 Sorry! Marked urgent; the technician comes as agreed
held-other-fault-choose = All right, as a different fault. Please choose a time.
held-other-fault-visit = All right, as a different fault; the technician comes as agreed
held-on-its-way = This order is being dealt with
held-by-another = 📣 There is another outage where you live: no need to wait for a visit
held-released = 📣 Correction: the outage is not the cause at your place; your order goes ahead as usual
restored-ask = 📣 It is back. Does yours work?
restored-ask-why = If it does, nobody needs to come; if not, you are first in line.{ $orders ->
    [1] {""}
   *[other] {" "}One answer is enough for your { $orders } waiting orders.
}

watched-changed = 📣 News about the outage
watched-over = 🟢 It is back
watched-goes-on = 📣 Sorry, it is not back yet: the outage goes on
watched-called-off = 📣 Correction: there is no outage where you live
courtesy-later-restored = No hurry. When you have tried, just say "it works" or "still broken".
where-held = ⏸ On hold because of an outage; we will ask you as soon as it is back

# What staff read.
job-held = ⏸ Held by an outage: wait for word before you go
visit-freed = ⚪ No need to go: { $kind } { $window } ({ $area }), cancelled because of an outage, order <code>{ $number }</code>
visit-taken-up = 🟢 The outage is over: { $kind } { $window } ({ $area }) as agreed, order <code>{ $number }</code>
begun-in-outage = 📣 An outage was opened where you are working: { $kind } ({ $area }, <code>{ $number }</code>). Is it the cause?
dispatch-begun-in-outage = 📣 A technician is on the way or there: { $window } { $kind } ({ $area }, <code>{ $number }</code>), and an outage was opened. Is it the cause?
button-hold-begun = Yes, the outage: put it on hold
button-carry-on = No, carry on
begun-held = ⏸ On hold: the customer is asked when it is back, and this visit ends here.
begun-goes-on = All right, it goes on.
dispatch-still-broken = 🔧 The outage is over and it still does not work: { $kind } ({ $area }) <code>{ $number }</code>{" "}· { $agreed ->
    [yes] { $window }
   *[no] no time agreed yet
}
desk-held = ⏸ Held by outage #{ $id } ({ $place })
desk-held-works = ✅ The customer says it works; the order is closed
desk-held-still-broken = 🔧 The customer says it does not work; marked urgent
desk-held-taken-out = ▶️ Taken out of the outage; it goes ahead as usual
desk-due-paused = ⏱ Deadline paused (it was { $at })
button-take-out = Not the outage: go on
button-take-held = Hold it for the outage
phone-order-outage =
    📣 <b>There is an outage where the caller lives</b>
    { $record }

    Please read it out to { $name }. They are asked when it is back; a different fault gets a visit all the same.
phone-order-held = ⏸ Taken and held for the outage; the customer is asked when it is back
task-phone_restored = ask by phone whether it is back
task-title-phone_restored = ☎ Ring { $person }: the outage is over, does theirs work?
task-title-phone_notice-held-visit-freed = ☎ Tell { $person }: the visit is cancelled because of the outage
task-title-phone_notice-order-released = ☎ Tell { $person }: it is not the outage, the order goes on; agree on a time
task-result-works = It works
task-result-still_broken = Still broken
event-order-held-by-outage = held by an outage
event-order-released-from-outage = not held by the outage any more
event-order-restored-asked = customer asked whether it is back
event-appointment-freed-by-outage = visit cancelled because of an outage
event-appointment-begun-in-outage = outage opened during the visit: asked
event-appointment-taken-up = outage over, the visit stands
refused-explained-by-outage = There is an outage where you live, so no visit is needed; for a different fault choose "Mine is a different fault" on the card.
refused-held-by-outage = Order { $number } is on hold because of an outage. For a different fault tap "Mine is a different fault".
import-held = ⏸ { $count } of them are held by an outage; their customers are asked when it is back
