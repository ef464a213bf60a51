# How an order looks to its customer.
card-what = { $kind } · { $services }
card-window = 🕑 { $window }
card-window-gone = 🕑 <s>{ $window }</s>
card-no-time = 🕑 No time agreed yet
card-state = 📋 { $state }
card-eta = 🚚 On the way, expected at { $at }
card-arrived = 🚪 Your technician arrived at { $at }
card-confirmed = ✅ You confirmed this time
card-move-asked = { $there ->
    [1] ✋ It cannot be finished today; please choose another time for the rest
   *[0] ✋ We await your answer; until you agree to move, this time stands
}
card-address = 📍 { $address }
card-technician = 👷 Technician { $name }
card-technician-whole = { $count ->
    [0] 👷 { $name }
   *[other] 👷 { $name } · { $more }
}
card-number = 🔖 Order <code>{ $number }</code>
card-contact = 👤 At home: { $name }
card-contact-phone = 👤 At home: { $name } · { $phone }
card-access = 🔑 { $note }
card-fault = 💬 { $note }
card-asked-later = ⏳ Later than our usual limit, as you asked
card-waiting = 🔔 We will tell you at once if an earlier time comes free

button-choose-time = Choose a time
button-confirm = Yes, that time suits me
button-change = Change time
button-cancel = Cancel
button-write-technician = Message technician
button-ask = Ask a question
button-earlier = Earlier, if possible
button-not-earlier = No need to be earlier
button-fixed = { $kind ->
    [install] Installed
    [move] Moved
    [remove] Removed
   *[repair] Fixed
}
button-not-fixed = { $kind ->
    [install] Not working
    [move] Not working
    [remove] Not done
   *[repair] Not fixed
}

# The customer's photos of the fault.
button-fault-photos = { $count ->
    [one] 📷 Photo of the fault
   *[other] 📷 Photos of the fault ({ $count })
}
fault-photo = 📷 { $number } · { $area }
