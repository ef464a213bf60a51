# What a person has to do.
task-phone_confirm = confirm by phone
task-phone_notice = tell by phone
task-phone_reschedule = agree a new time by phone
task-phone_blocked = customer gets no messages
task-unassigned = nobody took it
task-no_slot = no slot free
task-absence = technician away
task-message = message unanswered
task-not_departed = has not left
task-not_entered = close-out missing
task-missed = visit missed
task-withdrawal = customer wants out
task-where = address unknown
task-not_fixed = not fixed
task-outage_update = next update on an outage
task-outage_visit = visit during works
task-somebody = the customer

list-tasks = { $count ->
    [0] <b>✅ To do</b>
   *[other] <b>✅ To do · { $count }</b>, the most pressing first
}
list-tasks-none = Nothing to do.
task-line = { $number }. { $what } · { $about }{ $owner }
task-line-owner = {" "}({ $name } is on it)

task-title-phone_confirm = ☎ Ring { $person } and ask to confirm: { $window }
task-title-phone_notice = ☎ Ring { $person }: a message did not reach them
task-title-phone_notice-confirm-ask = ☎ Ring { $person } and ask to confirm: { $window }
task-title-phone_notice-half-hour-notice = ☎ Tell { $person }: { $led ->
    [no] we are still finding a technician for
   *[yes] { $technician } is coming soon,
} { $window }
task-title-phone_notice-slots-ready = ☎ Tell { $person }: all is ready, agree on a time
task-title-phone_notice-moved = ☎ Tell { $person }: the visit is now { $window }
task-title-phone_notice-move-asked = ☎ Ring { $person } to agree on another time, it was { $window }
task-title-phone_notice-move-withdrawn = ☎ Tell { $person } by phone: no change, it is still { $window }
task-title-phone_notice-in-time = ☎ Tell { $person }: the technician is not late after all, expected { $eta }
task-title-phone_notice-running-late = ☎ Tell { $person }: the technician is late, expected { $eta }
task-title-phone_notice-not-there-yet = ☎ Apologise to { $person }: nobody is there yet, { $window }
task-title-phone_notice-is-it-fixed = ☎ Ask { $person }: does it work now?
task-title-phone_reschedule = ☎ Ring { $person } to agree on another time ({ $reason }); no answer yet
task-title-phone_blocked = 📵 { $person } gets none of our messages: ring about the visit
task-title-unassigned = 📭 Nobody took this order
task-title-no_slot = 📅 No slot is free before the deadline{ $wished ->
    [no] {""}
   *[other] {" "}(the customer would like { $text })
}
task-title-absence = 🤒 { $technician } is away ({ $reason }): this visit needs looking after
task-title-message = 💬 { $person } is still waiting for an answer
task-title-not_departed = 🛵 { $technician } should have left and has not
task-title-not_entered = 🧾 Working, but not closed out: remind { $technician }
task-title-missed = ⚠️ Nobody came as agreed: apologise to { $person } and agree on a new time
task-title-withdrawal = 🚪 { $person } no longer wants it: try to keep them, or start the return
task-title-where = 📍 Which area is this address in? { $address }
task-title-not_fixed = 🔧 { $person } says it does not work: send somebody again soon
task-title-outage_update = 📣 Outage at { $place }: the promised next update is due
task-title-outage_visit = 🛠 A visit falls inside the works at { $place }: { $window }

task-ring = ☎ { $name } · <code>{ $phone }</code>
task-ring-no-phone = ☎ { $name } (no phone on file)
task-attempts = 🔁 Rung { $attempts ->
    [one] once
   *[other] { $attempts } times
} without an answer
task-owned = 🙋 { $name } is on it
task-owned-by-you = 🙋 You are on it
task-is-done = ✅ Done
task-is-withdrawn = ✅ Settled by itself

task-result-told = Told
task-result-reminded = Reminded
task-result-apologised = Apologised, time later
task-result-agreed = Agreed with the customer
task-result-as_planned = Stays as it is
task-result-stays = Customer stays
task-result-passed_on = Return started
task-result-answered = Answered
task-result-settled = Settled
task-result-booked = time agreed
button-not-reached = No answer
button-take-task = I'll do it
button-wants-other-time = Wants another time
button-wants-cancel = Wants to cancel
button-task-undo = Undo
button-order-from-task = Pick the area, take the order
task-taken-already = A colleague is on it already.
task-done = ✅ { $what }: { $result }.
task-undone-visit-gone = ↩️ Undone: still to do. The visit of { $at } cannot be brought back; agree another time if somebody is to come.
task-undone = ↩️ Undone: still to do.
task-tried = 🔁 Noted; you will be reminded at { $again }.

absence = <b>🤒 { $name } is away and leaves { $count ->
    [one] one visit
   *[other] { $count } visits
}</b>
absence-line = { $number }. <b>{ $when }</b> { $customer } · { $kind } · { $area }
absence-nobody = nobody else is free then
absence-begun = begun there and not finished
absence-none = All of them are looked after.
off-reported = 🤒 { $name } is away ({ $reason }): { $span }. { $count ->
    [0] No visit is touched.
    [one] <b>One</b> visit needs looking after.
   *[other] <b>{ $count }</b> visits need looking after.
}
button-absence = Who could take them

away-who = Who is away?
away-which = Which of them, and when?
away-who-when = { $name } · { $span }
away-not-noted = 🗓 { $span }. Not noted yet; once it is, nobody is sent to them then.
button-away-note = 📝 Note the time off
away-noted = ✅ Noted: { $span }
button-away-back = ↩️ Take it back
away-taken-back = ↩️ Taken back: they work as usual.
ring-which = <b>☎ { $count } things to do about them</b>
ring-no-task = There is no call to make to { $name }. The order has the number; or write to them here.
ring-nobody = Nobody of that name found. Calls to make are among the tasks; or send a name, an order number or a phone.
ring-order = 📄 { $number }
