# Offers to technicians.
offer-head = { $urgent ->
    [1] 🔴 Urgent order. Will you take it?
   *[0] 📨 New order. Will you take it?
}
offer-until = ⏳ Please answer by { $at }
offer-by-name = 👉 Dispatch asks for you by name
offer-accepted = ✅ It is yours
offer-decline-why = { $urgent ->
    [1] This one is urgent: declining needs a reason and is recorded. Why not?
   *[0] Why not?
}
offer-decline-other = Please give the reason in one sentence.
offer-declined = All right, somebody else is asked.
offer-over = There was an order for you; somebody has just taken it, or it was withdrawn or has lapsed. Nothing to do.
offers-waiting = { $count ->
    [0] No offers wait for your answer.
    [one] One offer waits for your answer:
   *[other] { $count } offers wait for your answer:
}
offer-lapsed = ⌛ { $window }, { $area }, { $kind }: not answered in time, somebody else is being asked.
offer-withdrawn = { $why ->
    [taken] 🙏 { $window }, { $area }, { $kind }: somebody took it. Nothing to do.
    [named] 👉 { $window }, { $area }, { $kind }: dispatch has asked somebody by name. No need to answer.
    [held] ⏸ { $window }, { $area }, { $kind }: an outage holds it for now. No need to answer.
   *[off] ↩️ { $window }, { $area }, { $kind }: no longer offered. No need to answer.
}
taken-back = { $moved ->
    [1] 📅 { $window }, { $area }, { $kind } has moved to another day or hour: do not go then. You will be asked first for the new time.
    [2] 📅 { $area }, { $kind }: the customer agrees to another time for the rest; you may leave.
   *[0] { $why ->
        [1] ↩️ Dispatch took back { $window }, { $area }, { $kind } ({ $reason }). You need not go.
       *[0] ↩️ Dispatch took back { $window }, { $area }, { $kind }. You need not go.
    }
}
you-come-along = 👥 Please come along
led-by = 👷 { $name } leads this visit; please come along
nobody-leads = ⏸ Nobody leads this visit yet. Please do not go alone; you will hear who does
you-come-along-still = 📅 The visit of { $was } has moved: please come along at the new time
you-come-along-no-more = 📅 { $area }, { $kind } of { $was } has moved to a time when you cannot come. You need not come along.
somebody-comes-along = 👥 { $name } comes along with you
helper-away = 👥 { $name } is away and cannot come along with you
job-gone = This visit was cancelled or is over.
job-button-today = 📋 Today
job-button-technician-home = 🏠 Home
job-button-back = ⬅️ Back
