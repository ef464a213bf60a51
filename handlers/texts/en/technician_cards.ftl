# How a visit looks to the technician.
job-what = { $urgent ->
    [1] 🔴 URGENT · { $kind } · { $services }
   *[0] 🔧 { $kind } · { $services }
}
job-number = 🔖 <code>{ $number }</code> · { $tier }
job-window = 🕑 { $window }
job-depart = 🚗 Leave by { $at }
job-announced = ⏰ The customer expects you at { $at }
job-eta = 🚗 On the way, there at about { $at }
job-arrived = { $kept ->
    [1] 🚪 There at { $at }, on time
   *[0] 🚪 There at { $at }
}
job-state-connected = ✅ Working; the close-out record is still missing
job-state-completed = ✅ Closed out; waiting for the customer's word
job-move-asked = { $there ->
    [1] ✋ The customer has been asked for another day; no answer yet
   *[0] ✋ The customer has been asked for another time; until they agree the old one stands
}
job-led-by = 👷 { $name } leads and talks to the customer; you come along
job-with = 👥 With you: { $names }
job-address = { $known ->
    [1] 📍 { $address }
   *[0] 📍 { $address } ({ $area })
}
job-area = 📍 { $area }
job-way = 📏 About { $km } km from the job before
job-customer = 👤 { $name }
job-contact = 👤 At home: { $name }
job-phone = 📞 <code>{ $phone }</code> (no chat: please phone)
job-access = 🔑 { $note }
job-fault = 💬 { $note }
job-reopened = ↩️ The customer says it was not fixed; reopened { $times }×
job-poor-lines = ⚡ Poor lines here: test first and take the better pair
job-health = 📈 When opened: { $speed } Mbps · { $wiring } · splitter { $splitter }
job-short = { $at } { $area } { $customer }

job-button-depart = 🚗 Set out
job-button-arrive = 🚪 I am there
job-button-connect = { $kind ->
    [install] ✅ Installed
    [move] ✅ Moved
    [remove] ✅ Removed
   *[repair] ✅ Repaired
}
job-button-close-out = 📝 Close-out record
job-button-late = ⏰ Running late
job-button-undo-arrival = ↩️ Oops, not there yet
job-button-place = 📍 Send my place
job-button-map = 🗺 Map
job-button-write-customer = ✉️ Write to customer
job-button-ask-to-move = 📅 Needs another time
job-button-hand-back = 🙋 I cannot come
job-button-accept = ✅ Accept
job-button-decline = Decline
