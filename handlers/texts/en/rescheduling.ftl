# Moving and cancelling a visit.
moving-head = Which time would suit you?
moving-please-confirm = Move it to this time?
moving-instead-of = ↩️ Instead of { $window }, which stands until you confirm
moving-kept = Fine, the time stays as it was
moving-not-when = Dispatch can change an address or a phone number. One tap passes your words on, and somebody answers you here.
moving-home-late = Shall your technician know? One tap passes it on. For another time, say something like “move it to tomorrow morning”.
moving-none = You have no visit that could be moved. For anything else, one tap passes your words on to dispatch.
moving-which = Which one would you like to move?
moving-label = { $at } { $what }
moved-now = ✅ Moved
moved-for-you = ✅ Your visit has been moved
again-please-confirm = Book this time?
again-stopped = Fine, choose whenever you like
button-move-visit = ✅ Move it
button-keep-time = Keep the old time
button-see-times = See other times

move-asked-head = { $there ->
    [1] It cannot be finished today. May we come again?
   *[0] May we move your visit?
}
move-asked = The reason: { $reason }. We are sorry for the trouble.
    Choose a new time, or just write it, such as “Friday afternoon”.

move-withdrawn = { $there ->
    [1] 👌 No other day is needed: your technician finishes today
   *[0] 👌 No need to change: we come at the time agreed
}

my-cancel-what = <b>How would you like to cancel?</b>
    { $what }
    🕑 { $window }
my-cancel-no-visit = no time agreed yet
my-cancel-there = Your technician is there already, so this cannot be cancelled here. Please tell them in person, or pass your words on with one tap.
my-cancel-none = You have nothing that could be cancelled. For anything else, one tap passes your words on to dispatch.
my-cancel-which = Which one would you like to cancel?
button-keep-visit-mine = Keep it
button-drop-visit = Only this visit; I will book again
button-not-needed = It works again, no need to come
button-withdraw = I no longer want the order
cancelled-visit = This visit is cancelled; choose a time whenever you like
cancelled-not-needed = Fine, nobody comes, and order { $number } ends here. Good that it works! Just say so if it does not.
cancelled-withdrawn = The response centre has been told and will contact you about withdrawing order { $number }. The visit is cancelled.

visit-cancelled-for-you = Your visit has been cancelled
missed-head = We are very sorry: we did not come
missed-sorry = We kept you waiting for nothing, and that is our fault. Dispatch will contact you; or choose a new time now, and you come first.
reopened-head = Your order is open again; we are coming back
