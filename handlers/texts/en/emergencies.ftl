# Emergencies: opening, the running card, the plan, the end.
emergency-kind-install_backlog = Install backlog
emergency-kind-disaster = Natural disaster
emergency-kind-other = Another special case
emergency-unit = { $name }
emergency-title = 🚨 <b>Emergency · { $unit } · { $kind }</b>
emergency-title-ended = 🏁 <b>Emergency over · { $unit } · { $kind }</b>
emergency-note = 📝 { $note }
emergency-head-read = 👑 Head: { $name }{ $phoned ->
    [yes] {" "}· <code>{ $phone }</code>
   *[no] {""}
} · ✅ acknowledged at { $at }
emergency-head-unread = 👑 Head: { $name }{ $phoned ->
    [yes] {" "}· <code>{ $phone }</code>
   *[no] {""}
} · ⏳ not acknowledged yet
emergency-opened-by = 🕘 Opened { $at } by { $name }
emergency-ended-by = 🏁 Ended { $at } by { $name }
situation-head = <b>Situation</b> (as of { $at })
situation-faults = 🔧 Open faults { $faults }, held by outages { $held }
situation-installs = 📦 Waiting installs { $installs }
situation-staff = 👷 On duty { $on_duty }, free { $free }, lent to us { $lent }
situation-oldest = ⏳ Oldest promise: { $at } · { $kind } · { $area } · <code>{ $number }</code>
situation-oldest-past = 🔥 Oldest promise: { $at } · { $kind } · { $area } · <code>{ $number }</code>, <b>past</b>
situation-oldest-none = ⏳ No promise is open
situation-plant = 🗺 Open outages { $outages } · ⚠️ Open hazards { $hazards }
button-situation-refresh = 🔄 Refresh
button-emergency = 🚨 Emergency
button-emergency-open = 🚨 Open an emergency
button-emergency-checklist = 📋 Checklist { $ticked }/{ $lines }
button-emergency-contacts = ☎ Contacts
button-emergency-end = 🏁 End it
button-emergency-end-yes = 🏁 Yes, it is over
button-emergency-other = Another unit
button-emergency-back = ← Emergency card
button-emergency-read = ✅ I have read it

emergency-which-unit = 🚨 <b>Open an emergency</b>: in which unit?
emergency-all-open = All your units have an emergency open already.
emergency-which-kind = 🚨 <b>Open an emergency</b>: of which kind? One tap opens it and alerts the head at once.
    To say a word about it first, just write it.
emergency-which-kind-noted = 🚨 <b>Open an emergency</b>: of which kind? One tap opens it and alerts the head at once.
    📝 { $note }
emergency-which-head = 👑 There are several heads. Who leads?
emergency-not-opened = All right, no emergency has been opened.
emergency-open-already = An emergency is open in this unit already:
emergency-several = <b>Open emergencies</b>
emergency-is-open = ✅ Emergency opened in { $unit }. The head, { $name }, has been alerted. The situation card is below and updates itself.
emergency-is-open-yours = ✅ Emergency opened in { $unit }, led by you ({ $name }). The situation card is below and updates itself.
emergency-alert = 🚨 <b>An emergency is open in { $unit }, and you lead it.</b> Please tap “I have read it”.
emergency-read = ✅ Noted: dispatch sees that you have read it.
emergency-acknowledged = ✅ { $head } has acknowledged the emergency in { $unit }.
emergency-end-sure = End the emergency in { $unit }? The situation card stops updating; loans and extra slots run on to their ends.
emergency-ended = 🏁 { $name } has ended the emergency in { $unit }.
emergency-summary = <b>Summary</b>
    ⏱ Lasted { $hours } h { $minutes } min
    📋 Checklist { $ticked }/{ $lines }
    ✅ Orders ended { $closed }
    🤝 Loans { $loans } · 📅 Extra slots { $extra_slots }
    🗺 Outages { $outages } · ⚠️ Hazards { $hazards }

checklist-head = <b>The plan’s checklist</b> ({ $ticked }/{ $lines })
checklist-line = ☐ { $number }. { $text }
checklist-line-done = ☑ { $number }. { $text } — { $name } { $at }
button-tick = ☐ { $number }
button-untick = ↩️ { $number }
contacts-head = <b>The plan’s contacts</b>
contact-line = ☎ { $name } · <code>{ $phone }</code> · { $duty }
contacts-none = The plan has no contacts yet. Have them written under plans in places.yaml and run python -m bot places places.yaml.

emergency-call-head = Phone the head and settle who leads
emergency-open-outage = Record the outage with cause and expected end
emergency-tell-hotline = Give the hotline one answer for all
emergency-lend-technicians = Borrow technicians from other areas and counties
emergency-open-slots = Open extra slots
emergency-spares = Check spares, vehicles and generators
emergency-tell-customers = Tell the customers concerned by broadcast

status-ended = over
status-open = not taken yet
refused-no-head = Nobody is head of { $unit }, so nobody would lead. Have one invited with python -m bot invite --role head, or by a head above with /invite, then open the emergency.
refused-alarm-taken = { $name } is on the way already. Thank you.
