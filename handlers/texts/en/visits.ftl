# The technician's visits.
day-head = { $count ->
    [0] <b>📋 { $day }</b>
        No visits. Have a good rest.
    [one] <b>📋 { $day } · one visit, { $done } done</b>
   *[other] <b>📋 { $day } · { $count } visits, { $done } done</b>
}
day-line = { $mark } <b>{ $number }.</b> { $window } { $urgent ->
    [1] 🔴
   *[0] {""}
} { $what } · { $where } { $customer }
clock-window = { $start }–{ $end }
mark-done = ✅
mark-en_route = 🚗
mark-on_site = 🚪
mark-connected = 📝
mark-ahead = ⏳
job-button-tomorrow = Tomorrow ➡️
job-button-offers = 📨 { $count ->
    [one] One offer waits
   *[other] { $count } offers wait
}
lead-reports = 👥 You come along here: setting out, being late, arriving and closing are for the lead to report
no-such-visit = There is no visit this could be about right now.
no-visit-yet = There is no visit this could be about today. The next one's day has not come yet:
which-visit = Which one?
door-script = 🗣 At the door: greet, say who you are and why you come; show your certificate, check that it is { $customer }; explain what this visit ({ $kind }) is about. Shoe covers on, a cloth under the tools.
    Tapped by mistake? You have { $undo } to take it back.
arrival-taken-back = { $told ->
    [no] ↩️ Taken back
   *[yes] ↩️ Taken back; the customer was told
}
connected = ✅ Noted. Now the record, while everything is at hand:
really-done = Really done? Then tap the button
absence-told = Dispatch knows; they will try the customer and answer you. Please stay a moment, knock and try to reach them once more.
send-your-place = Tap the button below to send where you are, as proof of arrival. You do not have to.
place-kept = 📍 Got your place; it will be kept with your arrival
place-far = ⚠️ Noted, but that is about { $km } km from this home. Is it the right door?
place-noted = 📍 Place noted.
place-not-needed = 📍 Got it, but no visit is under way, so it was not used.
job-cancelled = ❌ { $window }, { $area }, { $kind } was cancelled. You need not go.
you-missed = ⚠️ { $window }, { $area }, { $kind }: no arrival was reported that day. It counts as not kept, and the customer gets a new time. Tell dispatch if there is more to it.
not-entered = ⏰ Working, but the record is still missing; please fill it in
customer-said-fixed = { $silent ->
    [1] ✅ { $area }, { $kind } ({ $number }): no word from the customer; closed on your reading and photo.
   *[0] 🎉 { $area }, { $kind } ({ $number }): the customer says it works. Well done!
}
customer-said-not-fixed = { $noted ->
    [1] ↩️ { $area }, { $kind } ({ $number }): the customer says it is not fixed: “{ $note }”. The order is open again on its first clock.
   *[0] ↩️ { $area }, { $kind } ({ $number }): the customer says it is not fixed. The order is open again on its first clock.
}
