# What people read of an outage. Areas and times only: no customer, no box, no exact position (R-12.9).
news-service-any = network
news-head-planned = 🛠 Planned works: { $place } ({ $services })
news-head-down = 📣 { $place }: { $services } down
news-head-monitoring = 🔎 { $place }: { $services } coming back
news-head-restored = ✅ { $place }: { $services } back
news-head-called_off = ℹ️ { $place }: our earlier notice is withdrawn
news-head-merged = ℹ️ { $place }
news-planned = Works begin on { $at }; the service will be interrupted.
news-since = Down since { $at }. No need to report it: we are on it.
news-monitoring = The fault has been dealt with; we are watching whether it stays stable.
news-because-unknown = We are still looking for the cause.
news-because-cutover = Cause: work on the line.
news-because-natural_disaster = Cause: a natural disaster has damaged the network.
news-because-cable_damage = Cause: a damaged cable, being repaired.
news-because-power = Cause: a power cut at our equipment.
news-because-equipment = Cause: an equipment fault.
news-because-other = The cause is known and being dealt with.
news-because-words = Cause: { $cause }.
news-cause-cutover = work on the line
news-cause-natural_disaster = natural disaster
news-cause-cable_damage = damaged cable
news-cause-power = power cut
news-cause-equipment = equipment fault
news-cause-other = another cause
news-until-unknown = We cannot say yet when it will be back.
news-until = Expected back about { $at }.
news-until-between = Expected back between { $start } and { $end }.
news-until-passed = We expected it back by { $at }; it is not yet, and we are still working on it.
news-next = You will hear from us again by { $at }.
news-restored = The service is back. Sorry for the trouble.
news-restored-still = If it still does not work at your place, please restart the modem; if that does not help, report it here.
news-called-off = The interruption we announced does not take place.
correction-head = ❗ Correction
correction-instead = Our last notice was wrong. Please go by this one.
correction-wrong = Our last notice was wrong: { $wrong }
correction-was-cause = The cause given then ("{ $cause }") is not right.
correction-was-until = The time given then ({ $at }) is not right.
test-head = 🟨🧪 TEST · only dispatchers see this 🧪🟨
test-tail = 🟨 This was a test; no customer has received it 🟨

# What dispatchers are shown.
broadcast-title-news = <b>📣 Broadcast { $number } · { $place }</b> · { $state }
broadcast-title-correction = <b>❗ Correction { $number } · { $place }</b> · { $state }
broadcast-draft = draft
broadcast-awaiting_second = waiting for approval
broadcast-scheduled = about to be sent
broadcast-sending = sending
broadcast-paused = paused
broadcast-done = done
broadcast-stopped = stopped
broadcast-cancelled = given up
broadcast-to = To: { $place } · { $only }
broadcast-to-told = To: whoever has heard of this outage
broadcast-to-got = To: exactly those who got broadcast { $number }
broadcast-to-everybody = To: every customer of { $place }
broadcast-all-of-them = all customers
broadcast-with-order = with an open order
broadcast-without-order = without an open order
broadcast-seconds = { $seconds } s
broadcast-reaches = 👥 <b>{ $count }</b> will get it ({ $languages }), in about { $length }
broadcast-otherwise = 📨 { $count } of them by another channel they gave (SMS, mail): no chat
broadcast-reaches-nobody = 👥 Nobody would get it now
broadcast-language-count = { $language } { $count }
broadcast-left-out = Left out: { $reasons }
broadcast-left-told = { $count } told already
broadcast-left-no-chat = { $count } without a chat
broadcast-left-blocked = { $count } blocked us
broadcast-left-news-off = { $count } turned off news that is not urgent
broadcast-sample = For example: { $names }
broadcast-push = 🔔 With sound; whoever had a notice gets this as a reply to the first one
broadcast-silent = 🔕 Silent: their first notice is edited, nobody is disturbed
broadcast-needs-second = 👤 More people than one may reach alone: another dispatcher has to approve
broadcast-nothing-corrected = ⚠️ It does not show what was wrong: correct the record first, or say what was wrong
broadcast-wrong-missing = ⚠️ What was wrong is not said in { $languages } yet
broadcast-no-words = ⚠️ Nothing is written yet
broadcast-preview-language = <b>{ $language }</b>: { $count }
broadcast-preview-new = ▪️ { $count }: as a new message
broadcast-preview-reply = ▪️ { $count }: as a reply to their first notice, with sound
broadcast-preview-edit = ▪️ { $count }: their first notice silently becomes this
broadcast-waits = ⏳ { $count ->
    [one] 1 person
   *[other] { $count } people
}; another dispatcher has to approve. Nothing leaves before.
broadcast-approve = 🙋 { $by } wants to write to { $count ->
    [one] 1 person
   *[other] { $count } people
} and needs your approval
broadcast-approved = ✅ Approved by { $by }: { $count ->
    [one] 1 person
   *[other] { $count } people
}, from { $at }
broadcast-approved-by = Approved by { $by }
broadcast-countdown = ⏳ Goes out at { $at } to { $count ->
    [one] 1 person
   *[other] { $count } people
}; you can take it back for { $left }
broadcast-called-back = ↩️ Taken back; nobody has received it. It is a draft again.
broadcast-has-moved-on = This broadcast is now: { $state }. The newest is below.
broadcast-tested = 🟨 Test sent; only dispatchers see it
broadcast-discarded = Given up; nobody has received it.
broadcast-told-already = This has been told already:
broadcast-merged = This outage is part of another record; tell people from that one.
broadcast-nobody-heard = Nobody has heard of this outage; there is nothing to tell.
broadcast-ready = 📣 { $place }: the record has changed and a notice is ready
broadcasts-list = <b>Broadcasts</b>
broadcasts-none = No drafts, and nothing sent lately. News of an outage starts from its record.
broadcast-bar = { $bar } { $done }/{ $total }
broadcast-left = { $count } to go, about { $length }
broadcast-count-sent = Delivered { $count }
broadcast-count-failed = Failed { $count }
broadcast-count-blocked = Blocked us { $count }
broadcast-count-unknown = Uncertain { $count }
broadcast-count-withdrawn = Not sent { $count }
broadcast-without-chat = ☎️ { $count } without a chat: please phone
broadcast-took = Began { $start }, took { $length }
broadcast-stop-sure = ⏸ Broadcast { $number } is paused for now: { $sent } delivered, { $left } to go. Stopped, it cannot go on. Really stop?
broadcast-which-language = Which language's words?
broadcast-ask-words = ✏️ Please send the <b>{ $language }</b> words people are to read. They are shown as they stand.
broadcast-words-now = Now:
broadcast-words-variables = These may stand in them; the newest is filled in when it is sent:
broadcast-variable = { $name } = { $value }
broadcast-variable-area = area
broadcast-variable-cause = cause
broadcast-variable-since = since
broadcast-variable-from = from
broadcast-variable-until = until
broadcast-variable-next = next
broadcast-variable-restored = restored
broadcast-words-length = Please write 1 to { $most } characters, with what the variables are filled with.
broadcast-words-kept = ✅ Words changed
broadcast-words-missing = ⚠️ Nothing is written in { $languages } yet, which some of them read
broadcast-words-template = ✏️ { $languages } still reads the template, not the words above
broadcast-variable-empty = ⚠️ The record does not say { $name } yet: add it there, or write words without it.
broadcast-variable-unknown = ⚠️ There is no "{ $name }". What can be used stands below.
broadcast-ask-wrong = ❗ What was wrong? Please write one line in <b>{ $language }</b> for those who got it, such as "the day was wrong".
broadcast-audience-how = Choose several in a row; none chosen means no limit.
broadcast-ask-ground = 📍 Customers where? Choose, or send a name, an address, a building.
broadcast-everybody-sure = ⚠️ Write to <b>every customer</b> of { $place }?
broadcast-chosen = ◉ { $name }
broadcast-not-chosen = ○ { $name }
broadcast-orders-any = any
broadcast-orders-with = with order
broadcast-orders-without = without
broadcast-sheet = 📄 What became of each: { $count ->
    [one] 1 person
   *[other] { $count } people
}
broadcast-phones = ☎️ To phone: { $count ->
    [one] 1 person
   *[other] { $count } people
}. It is on record that you took this list.
broadcast-fate-pending = waiting
broadcast-fate-claimed = being sent
broadcast-fate-sent = delivered
broadcast-fate-failed = failed
broadcast-fate-unknown = uncertain
broadcast-fate-withdrawn = not sent
broadcast-fate-expired = not sent
button-broadcast-send = 📣 Send to { $count ->
    [one] 1 person
   *[other] { $count } people
}
button-broadcast-preview = 👁 Preview
button-broadcast-words = ✏️ Change the words
button-broadcast-audience = 👥 Audience
button-broadcast-silent = 🔕 Send silently
button-broadcast-push = 🔔 Send with sound
button-broadcast-other-language = Write it in { $language }
button-broadcast-wrong = ❗ Say what was wrong
button-broadcast-phones = ☎️ Phone list ({ $count })
button-broadcast-test = 🟨 Test: dispatchers only
button-broadcast-discard = 🗑 Discard
button-broadcast-back = ↩ Back
button-broadcast-open = See this broadcast
button-broadcast-approve = ✅ Approve, send to { $count }
button-broadcast-send-back = ↩️ Send back
button-broadcast-call-back = ↩️ Take it back
button-broadcast-refresh = 🔄 Refresh
button-broadcast-pause = ⏸ Pause
button-broadcast-resume = ▶️ Go on
button-broadcast-stop = ⏹ Stop
button-broadcast-stop-yes = ⏹ Yes, stop
button-broadcast-sheet = 📄 Delivery report
button-broadcast-correct = ❗ Correct (to those who got it)
button-broadcast-again = Tell those who have not heard
button-broadcast-say-so = 📣 Tell customers: no news yet
button-broadcast-number = Broadcast { $number }
button-broadcast-own = ➕ Write a notice
button-broadcasts = Broadcasts
button-broadcast-template = Template again
button-broadcast-fill = Add { $name }
button-broadcast-ground = 📍 { $place }
button-broadcast-done = ✅ That is all
button-broadcast-everybody = ⚠️ Yes, every customer
button-broadcast-tell = 📣 Tell customers
button-broadcast-tell-count = 📣 Tell customers ({ $count } waiting to hear)
