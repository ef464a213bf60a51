# Outages: one record that everybody follows.
outage-title = <b>📣 Outage #{ $id } · { $place }</b> · { $status }
outage-title-works = <b>🛠 Planned works #{ $id } · { $place }</b> · { $status }
outage-status-planned = planned
outage-status-investigating = investigating
outage-status-identified = cause identified
outage-status-under_way = works under way
outage-status-monitoring = back, being watched
outage-status-restored = restored
outage-status-called_off = called off
outage-status-merged = merged
outage-cause = Cause: { $cause }
outage-cause-unknown = not known yet, being looked into
outage-cause-unsettled = not established
outage-cause-said = other ({ $text })
outage-cause-cutover = cutover
outage-cause-natural_disaster = natural disaster
outage-cause-cable_damage = cable damage
outage-cause-power = power failure
outage-cause-equipment = equipment fault
outage-cause-other = other
outage-since = Since: { $at }
outage-works-from = Works begin: { $at }
outage-end = Expected back: { $end }
outage-end-unknown = not known yet
outage-end-about = about { $at }
outage-end-between = between { $since } and { $until }
outage-restored-at = Restored: { $at }
outage-next = Next update: { $at }
outage-services-all = Affects: all services
outage-services = Affects: { $services }
outage-held = Orders on hold: { $count }
outage-merged-into = Merged into #{ $id }

# What the front desk hears.
outage-opened = 🔴 New outage: { $place }
works-planned = 🛠 New planned works, not begun yet: { $place }
outage-changed = 🟠 Outage changed: { $place }
outage-restored = 🟢 Restored: { $place }
outage-resumed = 🔴 Down again, the outage goes on: { $place }
outage-called-off = ⚪ Outage called off: { $place }
outage-merged = ⚪ Outage merged into another record: { $place }
works-begun = 🛠 Planned works have begun: { $place }
works-notice-due = ⏰ Time to tell people ahead: planned works at { $place }
button-outage-open = 📣 Open the record

# Changes, in words.
outage-change-and = {"; "}
outage-change-status = Now: { $status }
outage-change-cause = Cause: { $cause }
outage-change-end = Expected back: { $end }
outage-change-area = The area was changed
outage-change-services = The services were changed
outage-change-start = The beginning was changed
outage-change-next = Next update { $at }
outage-change-next-none = No next update promised
outage-change-reason = Note: { $reason }
event-outage-opened = opened
event-outage-restored = restored
event-outage-resumed = down again, goes on
event-outage-called-off = called off
event-outage-merged = merged into another record
event-outage-next-update-due = the next update was due
event-outage-notice-due = time to tell people ahead
event-outage-suggested = pointed out by the system
event-outage-suggestion-decided = suggestion decided

# Opening one: what was said is not asked again.
# How an office’s name ends after the place it is the office of.
place-offices = {" "}branch|{" "}office|分公司|分局|支局|公司
place-whole = the whole of { $ground }
outage-draft = <b>📣 Outage · { $place }</b>
outage-draft-works = <b>🛠 Planned works · { $place }</b>
outage-ask-area = 📍 Where is it? Tap, or type a name, an address, a building.
outage-ask-area-more = 📍 Where is it? There are too many to list: type a name, an address or a building.
outage-which-area = 📍 Which one?
outage-area-unfound = Nothing found for “{ $words }”.
outage-all-of = ✅ All of { $place }
outage-place-unit = 🏢 { $place }
outage-place-district = 🗺 { $place }
outage-place-estate = 🏘 { $place }
outage-place-box = 📦 { $place }
outage-place-onu = 🔌 { $place }
button-outage-up = ⬆ { $place }
button-outage-tree = Choose from the tree
outage-ask-cause = ❓ What is the cause?
outage-ask-cause-text = ✏️ Say the cause in a few words (customers will read them).
button-outage-cause-unknown = Not known yet
outage-ask-since = 🕘 Since when? Tap, or write “8:30” or “20 minutes ago”.
outage-ask-begin = 🕘 When do the works begin? Write “tomorrow 1am” or “tomorrow 1am to 5am”.
outage-now = just now
outage-ago = { $length } ago
outage-ask-end = 🕕 Back when? Tap, or write “between 5 and 6pm” or “2 hours”.
outage-ask-end-works = 🕕 Until when do the works last? Tap how long, or write “5am”.
outage-in-between = { $least }–{ $most } min
outage-in-hours = { $least }–{ $most } h
outage-lasts = { $length }
button-outage-end-unknown = Not known yet
outage-ask-next = 🔔 When will the next update come?
outage-in = in { $length }
button-outage-next-none = Not promised
outage-ask-services = 🌐 Which services? None ticked means all of them.
outage-tick = ☑ { $name }
outage-no-tick = ☐ { $name }
button-outage-done = These
outage-not-understood = I did not understand that. Tap a button, or say it in other words.
button-outage-card = ↩ Back to the card
button-outage-cancel = ✖ Forget it
button-outage-back = ↩ Back
outage-reach = 👥 Customers here: { $customers }. Repair orders that will be put on hold: { $orders }.
outage-reach-works = 👥 Customers here: { $customers }. Visits during the works will be flagged.
outage-not-yet = Nothing is recorded and nobody has been told yet.
button-outage-open-it = ✅ Open and tell the hotline
button-outage-field-area = 📍 Area
button-outage-field-cause = ❓ Cause
button-outage-field-since = 🕘 Since
button-outage-field-end = 🕕 Expected end
button-outage-field-next = 🔔 Next update
button-outage-field-services = 🌐 Services
button-outage-is-works = 🛠 These are planned works
button-outage-is-fault = 📣 This is a fault
outage-forgotten = All right, nothing was recorded.
outage-overlaps = <b>{ $place } has an open record already.</b> Is it the same fault?
button-outage-same = The same, put it into #{ $id }
button-outage-go-to = Open #{ $id }
button-outage-beside = Another one, open it anyway
outage-move-end = 🕕 Outage #{ $id } ({ $place }), expected back: { $was }. Make it { $end }?
outage-move-which-end = 🕕 Which outage is expected back { $end }?
button-outage-move-end = ✅ Make it { $end }
button-outage-move-end-of = #{ $id } { $place }
button-outage-another = None of these, open another
button-outage-end-back = ↩ Undo (the end was a slip)
outage-end-put-back = ✅ The expected end is as it was, and the hotline has it.
outage-widened = ✅ Put into this record; its area and facts are up to date.

# The record's card.
outage-is-open = ✅ Open; the hotline has it. Opened by mistake? Call it off at once.
outage-change-kept = ✅ Changed; the hotline has it.
outage-next-kept = ✅ The hotline knows: no change, next update { $at }.
outage-no-change = no change
outage-restored-kept = 🟢 Restored; the hotline has it.
outage-resumed-kept = 🔴 The outage goes on; the hotline has it.
outage-called-off-kept = ⚪ Called off; the hotline has it.
outage-merged-kept = ✅ #{ $id } was merged into this record.
outage-has-moved-on = This record has moved on (now: { $status }); here it is as it stands.
outage-call-off-sure = Call off #{ $id } ({ $place })? Orders on hold ({ $held }) go back to what they were. If it is back, tap Restored instead.
outage-merge-sure = Merge #{ $id } ({ $place }) into #{ $into } ({ $other })? Only #{ $into } goes on, and it covers both.
button-outage-undo = ↩ Undo (opened by mistake)
button-outage-state-investigating = 🔎 Investigating
button-outage-state-identified = 🧭 Cause identified
button-outage-state-monitoring = 👀 Back, being watched
button-outage-restored = 🟢 Restored
button-outage-resume = 🔴 Down again
button-outage-nothing-new = No change, next update in { $length }
button-outage-end-moved = The end has moved
button-outage-call-off = ⚪ Call off
button-outage-call-off-yes = Yes, call it off
button-outage-merge = 🔗 Merge into #{ $id } { $place }
button-outage-merge-yes = Yes, merge into #{ $id }
button-outage-history = 🕰 Whole history
button-outage-number = 📣 #{ $id }
button-outage-new = ➕ New outage
button-outages = 📣 Outages
button-outages-count = 📣 Outages { $count }
outages-list = <b>📣 Open outages · { $count }</b>
outages-none = No outage is open.
outage-line = #{ $id } <b>{ $place }</b> · { $status }
    since { $at } · expected back { $end }
outage-line-works = #{ $id } 🛠 <b>{ $place }</b>
    works begin { $at } · expected back { $end }
outage-none-there = ✅ No outage on record at { $places }.
outage-there = 📣 On record at { $places }:
outage-there-over = { $count ->
    [1] 📣 The outage at { $places } is still on record. If it is back, tap “🟢 Restored”.
   *[other] 📣 { $count } outages are on record at { $places }. Which one is back?
}
outage-dispatchers-only = Outages are recorded by dispatchers; please tell them. This is the record now:

# Planned works and visits.
outage-visits-inside = ⚠️ Visits inside the works: { $count }
button-outage-visits = ⚠️ Visits to move: { $count }
outage-visit-line = { $number }. { $window } · { $customer } · { $kind } · { $area }
outage-visit-free = { "    " }could be: { $times }
outage-visit-no-time = { "    " }nothing free afterwards
outage-visit-asked = { "    " }✋ the customer was asked to choose
outage-visits-none = None left.
button-outage-ask-to-move = { $number } Ask to move
desk-works = 🛠 Inside planned works #{ $id } ({ $place }, { $at } to { $until })

# What the system points out (D-17).
outage-suggested-faults = <b>💡 An outage?</b> { $place }: { $count } faults within half an hour:
outage-suggested-backlog = <b>💡 A backlog of installs</b>: { $count } wait in { $place }, more than three days of capacity:
outage-suggested-order = • { $number } { $address }
outage-suggested-opened = ✅ { $name } opened outage #{ $id }.
outage-suggested-nothing = ✅ { $name } has looked: it is nothing.
button-outage-suggested-open = 📣 Open an outage
button-outage-suggested-nothing = It is nothing
outage-another-matter = That seems to be another matter; the outage being recorded is unchanged. Record it or discard it first.
