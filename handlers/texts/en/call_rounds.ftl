# Many people to ring for one cause.
calls-about-visits = Visits on { $day }
calls-head = ☎ { $about }: { $count ->
    [one] one customer
   *[other] { $count } customers
} to ring
calls-kind = · { $what }: { $count }
calls-in-hand = 🙋 ringing now: { $names }
calls-later = 🔁 { $count } to try again, the first at { $at }
calls-done = ✅ { $count } rung
calls-over = ✅ { $about }: nobody left to ring
calls-left = ☎ { $about } · { $count } left
calls-list = <b>☎ { $about } · { $count }</b>, in this order
calls-line = { $number }. { $name }{ $mark }
calls-line-later = {" "}(🔁 again at { $at })
calls-nobody-now = Nobody to ring now: colleagues are on it, or it is not yet time to try again.
calls-in-list = ☎ <b>{ $about } · { $count } to ring</b>
button-calls-next = Next ›
button-calls-list = Who
button-calls-open = ☎ { $about } { $count }
button-call-later = Later
button-call-undo = ↩️ Undo: { $name }
button-put-down = Put down
call-did-works = It works again
call-did-still_broken = Still broken
call-did-confirmed = Visit confirmed
call-did-tried = No answer
call-did-later = Later
call-rung = ✅ { $name }: { $what }
call-settled = { $name }: no call needed any more
call-put-down = Put down; a colleague can go on.
room-calls = 📌 { $about }: { $count } people to ring
