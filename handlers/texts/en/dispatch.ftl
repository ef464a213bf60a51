# The dispatcher's desk: home, lists, one order with its history.
desk-home =
    <b>{ $name }, your desk</b> · { $day }
    🔥 at risk { $late } · 📭 unassigned { $unassigned } · 🗓 today { $today } · ✅ to do { $tasks }

    Send an order number, phone, name or address to find an order.
desk-home-plain = Hello { $name }. Your account is set up; there is nothing for you to do here right now.
desk-help =
    <b>What the desk can do</b>
    /late orders at risk, the worst first
    /unassigned orders nobody has, or without a time
    /today today's visits
    /tasks what is to do: calls to make, things to settle
    /new an order for somebody on the phone
    /outage record an outage · /outages what is open
    /slots open extra slots
    /emergency opens or shows an emergency · /lend lends technicians · /loans lists them
    /hazard reports a hazard · /alarm raises a power alarm · /alarms lists them
    /import orders from a sheet · /export to a sheet
    /invite a colleague · /bind in a group makes it the dispatch room

    Send a number, phone, name or address to find an order; send “13800001111 Wang Fang, broadband down, Lakeside 3-501, tomorrow afternoon” to take one.

desk-urgent = 🔥
desk-state = 📋 { $state }
desk-state-reopened = 📋 { $state } (reopened: { $times })
desk-wish = 💭 The customer would like: { $wish } (said { $said })
desk-arrived = 🚪 There at { $at }, on time
desk-arrived-late = 🚪 There at { $at }, late
desk-eta = 🚚 Expected at { $at }
desk-confirmed = ✅ Confirmed by the customer
desk-unconfirmed = ❔ Not confirmed yet
desk-move-asked = ✋ We asked to move it ({ $reason }); the old time stands until the customer agrees
desk-technician = 👷 { $name } · { $company }
desk-was = 🕑 It was { $window }
desk-technician-phone = 👷 { $name } · { $company } · <code>{ $phone }</code>
desk-own-staff = own staff
desk-others = 👥 Along: { $names }
desk-depart = 🛵 To leave at { $at }
desk-asked = 📨 Being asked: { $names }
desk-asked-one = { $name } (until { $until })
desk-nobody = 📭 Nobody has it yet
desk-customer = 👤 { $name }
desk-customer-phone = 👤 { $name } · <code>{ $phone }</code>
desk-no-chat = 📵 Has no chat: tell them by phone
desk-address = 📍 { $area } · { $address }
desk-due = ⏳ Due { $at }
desk-due-past = ⏳ Due { $at }, <b>overdue</b>
desk-due-asked-later = ⏳ Due { $at } (the customer wanted later)
desk-number = 🔖 <code>{ $number }</code>
desk-tasks = 📌 To do: { $tasks }
left-ahead = ⏱ { $length } left
left-past = ⏱ <b>{ $length } over</b>

desk-status-new = received, waiting for resources
desk-status-ready = waiting for a time
desk-status-scheduled = booked, nobody has it
desk-status-assigned = assigned by name, not accepted yet
desk-status-accepted = accepted
desk-status-en_route = technician on the way
desk-status-on_site = technician there
desk-status-customer_absent = nobody home
desk-status-transferred = transferred
desk-status-connected = working, close-out missing
desk-status-completed = closed out, waiting for the customer's word
desk-status-callback_due = call-back due
desk-status-closed = filed
desk-status-reopened = “not fixed”: reopened
desk-status-on_hold = on hold
desk-status-return_pending = return being decided
desk-status-returned = returned
desk-status-clear_requested = clearing asked for

visit-status-offered = held
visit-status-booked = booked
visit-status-confirmed = confirmed
visit-status-notified = notified
visit-status-arrived = arrived
visit-status-done = done
visit-status-rescheduled = moved
visit-status-cancelled = cancelled
visit-status-no_show_customer = nobody home
visit-status-missed = missed
visit-status-lapsed = lapsed

button-desk-home = Desk
button-desk-more = More…
button-desk-less = Less
button-desk-stop = Never mind
button-history = History
button-back-to-order = Back to the order
button-open-order = See the order
button-desk-late = 🔥 At risk { $count }
button-unassigned = 📭 Unassigned { $count }
button-unassigned-list = See unassigned
button-desk-today = 🗓 Today { $count }
button-tasks = ✅ To do { $count }
button-tasks-list = To-do list
button-new-order = ☎ Phone order
button-extra-slots = Extra slots
button-open-number = { $number }
button-list-back = ← Back
button-list-on = On →
button-number-assign = { $number } { $name }
button-number-who = { $number } who?
button-number-change = { $number } move
button-number-book = { $number } book
button-number-open = { $number } open
button-mark-ready = Resources ready
button-assign = Assign to…
button-assign-best = Assign { $name }
button-reassign = Somebody else
button-desk-confirmed = Customer says yes
button-desk-change = Move
button-take-back = Take back
button-add-technician = Send one more
button-mark-urgent = Mark urgent
button-desk-write-customer = Write to customer
button-desk-write-technician = Write to technician
button-customer-link = Link for an SMS
button-desk-cancel = Customer cancels
button-earlier-history = ← Earlier
button-later-history = Later →

row = { $number }. { $urgent }<b>{ $when }</b> { $customer } · { $kind } · { $area }
row-no-time = { $number }. { $urgent }{ $customer } · { $kind } · { $area }
row-state = { $state } · { $who }
row-nobody = nobody yet
row-unassigned = nobody has it · { $left }
row-waiting-resources = waiting for resources · { $left }
row-waiting-reopened = “not fixed”, needs a time · { $left }
row-waiting-time = needs a time · { $left }
late-promise_broken = promised time gone, nobody there · { $left }
late-nobody_coming = soon due, nobody has it · { $left }
late-will_be_late = technician will be late · { $left }
late-not_departed = should have left, has not · { $left }
late-deadline_broken = past its deadline · { $left }
late-deadline_near = deadline near, no time agreed · { $left }

list-today = { $count ->
    [0] <b>🗓 { $day }</b>
   *[other] <b>🗓 Visits on { $day } · { $count }</b>
}
list-today-none = No visits on this day.
list-unassigned = { $count ->
    [0] <b>📭 Unassigned</b>
   *[other] <b>📭 Unassigned or without a time · { $count }</b>
}
list-unassigned-none = Everything is assigned.
list-late = { $count ->
    [0] <b>🔥 At risk</b>
   *[other] <b>🔥 At risk · { $count }</b>, the worst first
}
list-late-none = No promise is in danger.
list-more = { $count } more.

desk-link =
    🔗 For an SMS to the customer: it opens this order in their chat, for { $days } days, once:
    { $link }

find-ask = 🔍 Send an order number, a phone (last four digits or more), a name or an address.
find-none = Nothing found for “{ $words }”. Try an order number, a phone (last four digits or more), a name or an address.
find-several = <b>🔍 { $count } orders for “{ $words }”</b>

dispatch-moved = 🔁 Moved: it was { $old_starts_at }{ $reasoned ->
    [no] {""}
   *[other] , { $reason }
}
dispatch-move-asked = ✋ The customer is asked to move: { $reason }
dispatch-move-declined = ✋ The customer keeps the old time
dispatch-move-withdrawn = ↩️ No need to move after all, the old time stands
dispatch-cancelled = ✖️ Visit cancelled{ $reasoned ->
    [no] {""}
   *[other] : { $reason }
}
dispatch-comes-along-no-more = 👥 { $name } cannot come along at the new time. Add somebody else if it takes two.
dispatch-helper-away = 👥 { $name } is away and cannot come along. Add somebody else if it takes two.
dispatch-running-late = 🐢 The technician will be { $minutes } min late, expected { $eta_at }. { $heard ->
    [no] The customer has no chat: please ring them.
   *[yes] The customer knows.
}
dispatch-not-there-yet = ⏰ The promised time has passed, nobody is there and nobody said they would be late. { $heard ->
    [no] The customer has no chat: please reach the technician now, and ring the customer.
   *[yes] The customer has our apology; please reach the technician now.
}
dispatch-arrived-late = 🐢 The technician is there, but late.
deadline-near = ⏳ <b>Deadline near</b>: { $due_at }
deadline-past = ⏳ <b>Deadline passed</b>: { $due_at }

# An order's history, in words.
history-line = { $at } { $what } ({ $who })
history-at = <b>{ $day } { $clock }</b>
history-clock = system
channel-chat = chat
channel-phone = phone
channel-import = sheet
channel-system = system
reason-none = no reason given
reason-rescheduled = moved
reason-to_be_finished = to be finished another day
reason-no_longer_needed = works again by itself
reason-order_withdrawn = no longer wanted
event-order-taken = Received ({ $channel })
event-order-ready = Resources ready
event-order-fault-noted = Fault described
event-order-marked-urgent = Marked urgent
event-order-asked-later = The customer wanted a time past the deadline: { $wanted_at }
event-order-deadline-overridden = Promised past the deadline: { $starts_at }, because: { $reason }
event-order-exported = Exported
event-appointment-held = { $starts_at } held for the customer until { $until }
event-appointment-lapsed = Hold on { $starts_at } ended
event-appointment-booked = Booked for { $starts_at } ({ $channel })
event-question-later = The customer will answer later; asked again on { $until }
event-reminder-wished = The customer wants a reminder on { $until }
event-appointment-confirmed = Confirmed by the customer ({ $channel })
event-appointment-confirmation-taken-back = Confirmation taken back: a slip
event-appointment-rescheduled = { $asked_by ->
    [customer] Moved by the customer
   *[company] Moved by us
 }: { $old_starts_at } → { $starts_at }{ $reasoned ->
    [no] {""}
   *[other] , { $reason }
}{ $channelled ->
    [no] {""}
   *[other] {" "}({ $channel })
}
event-appointment-move-asked = Customer asked to move: { $reason }{ $noted ->
    [no] {""}
   *[other] , { $note }
}
event-appointment-move-declined = The customer keeps the old time
event-appointment-move-withdrawn = Request to move taken back, the old time stands
event-appointment-cancelled = Visit cancelled ({ $channel }){ $reasoned ->
    [no] {""}
   *[other] : { $reason }
}
event-order-no-longer-needed = The customer says no repair is needed ({ $channel })
event-order-withdrawal-asked = The customer no longer wants it
event-offer-made = Offered to { $person } until { $expires_at }
event-offer-declined = { $person } declined: { $reason }
event-offer-lapsed = { $person } did not answer
event-offer-withdrawn = Offer to { $person } withdrawn
event-offer-nobody-left = Nobody left to ask
event-appointment-accepted = Accepted by { $person }, to leave at { $depart_at }
event-appointment-taken-back = Taken back from { $person }{ $reasoned ->
    [no] {""}
   *[other] : { $reason }
}
event-appointment-technician-added = { $person } comes along
event-appointment-comes-along-still = { $person } comes along at the new time too
event-appointment-comes-along-no-more = { $person } cannot come along at the new time
event-appointment-helper-away = { $person } is away and does not come along
event-appointment-departed = Set out, expected { $eta_at }
event-appointment-departure-overdue = Should have left, had not
event-appointment-promise-passed = the promised time passed with nobody there; apologised to the customer
event-order-completion-overdue = Working, close-out still missing
event-order-deadline-near = Deadline warning
event-appointment-in-time = in time after all, expected { $eta_at }
event-appointment-running-late = { $minutes } min late, expected { $eta_at }
event-appointment-arrived = Arrived, { $kept ->
    [yes] on time
   *[no] late
}
event-appointment-arrival-undone = Arrival taken back
event-appointment-missed = Nobody came that day
event-order-connected = Working
event-order-completed = Closed out
event-order-fixed = { $silence ->
    [yes] Stands by measured evidence, the customer did not answer
   *[no] The customer says it works
}
event-order-not-fixed = The customer says it does not work{ $noted ->
    [no] {""}
   *[other] : { $note }
}
event-order-closed = Filed
event-message-sent = Message
event-message-owned = { $person } takes the message over
event-task-opened = To do: { $task }
event-task-ended = Done: { $task }{ $resulted ->
    [no] {""}
   *[other] , { $result }
}
event-task-tried = No answer ({ $task }, attempt { $attempts })
event-task-put-off = { $task }: again at { $until }
event-task-waits = nobody is on it: { $task }
event-order-answer-taken-back = a slip: the customer is asked again
event-task-due-again = Reminded to try again: { $task }
event-waiting-list-offered = Earlier { $starts_at } put to the customer
event-waiting-list-joined = The customer would come earlier
