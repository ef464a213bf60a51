# Who goes, and another time by telephone.
candidate = { $name } ({ $jobs } that day)
assign-who = <b>Who goes?</b> { $number } · { $area }
    🕑 { $window }
    All of these are able and free, the nearest first.
assign-nobody = <b>Nobody is free</b> { $number } · { $area }
    🕑 { $window }
    Move the visit, or open extra slots.
assigned = 📨 { $name } is asked by name.
take-back-sure = Take { $number } back from { $name }? Others will be asked then.
button-leave-it = Leave it
button-take-back-yes = Take back
taken-back-done = ↩️ Taken back; others are being asked.
helpers-who = <b>Who else goes along for { $number }?</b>
helpers-nobody = Nobody else is free then.
helper-added = 👥 { $name } comes along; both technicians know.
marked-urgent = 🔥 Marked urgent{ $asked ->
    [yes] : several technicians are asked at once, the first to accept has it.
   *[no] .
 }
marked-ready = ✅ Resources ready: the customer can choose a time.
confirmed-after-all-not = ↩️ Undone: the customer has not confirmed.
confirmed-by-phone = ✅ Noted: confirmed by phone.
kept-old-time = ✅ Noted: the old time stays; the technician is told.
desk-cancel-what = <b>What does { $customer } cancel?</b> { $number }
button-cancel-visit = This visit, another time later
button-cancel-needless = Works again, no repair needed
button-cancel-order = The whole order (return)
desk-cancelled-visit = ✖️ Visit cancelled; the order waits for a new time.
desk-cancelled-needless = ✅ Works again, says the customer; a call-back follows.
desk-cancelled-order = ✖️ Visit cancelled; the response centre is asked about the return.

move-whose = <b>Another time: at whose wish?</b> { $number }
    👤 { $customer }
    🕑 { $window }
button-move-customer = The customer's
button-move-company = Ours, agreed on the phone
button-move-agreed = Customer agrees to move
button-move-keep = Customer keeps the time
button-move-ask = Ours: let them choose in chat
move-why-company = Why do we need to move it? The customer will read the reason.
move-put-to-them = ✋ The customer is asked to choose; until then the old time stands.
desk-slots-past-limit = ⏳ Some of these are past the deadline ({ $due }) and need a reason.
desk-slots-head = When does it suit the customer?
time-move = <b>Move { $customer } to:</b>
time-book = <b>Book { $customer } for:</b>
time-past-deadline = ⚠️ That is past the deadline ({ $due_at }). Why?
time-override = 📝 past the deadline because: { $reason }
time-overtaken = 👥 A colleague has dealt with this order meanwhile, so your time was not set. It stands like this:
time-held = Held until { $until }.
button-time-yes = Book it
button-desk-other-time = Another time
override-customer = Customer wants later
override-no_capacity = Nothing free in time
override-waiting_resources = Waiting for line or parts
override-other = Other…
override-why = Write the reason in a few words (it is kept with the order).
time-done = ✅ Booked: { $window }. The customer gets a message.
time-done-read-out = ✅ Booked. The customer has no chat, please read it to them: <b>{ $window }</b>, number { $number }.
