# A customer's way to a booked visit.
booking-kind = What is it about?
booking-tap-please = Please tap a button, or tell me in a sentence.
booking-time-passed = “{ $words }” has passed already; we will find another time.
booking-time-noted = “{ $words }”, noted.
booking-services-repair = Which of them has the fault?
booking-services-install = What shall we install? What you take together is done in one visit.
booking-services-move = What shall we move?
booking-services-remove = What shall we remove?
booking-services-unclear = I cannot tell which. Please tap one:
booking-together = All of it moves together, in one visit: { $services }.
booking-not-split = The { $services } of one order are done in one visit and cannot be booked apart.
booking-going = You already have an order for this
button-anyway = Something else, book it too
button-service-broadband = Broadband
button-service-fixed_line = Fixed line
button-service-leased_line = Leased line
button-both = Broadband + fixed line
button-both-repair = Both have a fault
words-both = both|all|everything|both of them|all of them

booking-address = { $saved ->
    [0] What is the address? With the house number, please; or send a location.
   *[other] Where? Tap one, or write another address (or send a location).
}
booking-address-new = Where are you moving to? The new address with its house number, please; or send a location.
booking-address-short = That is not enough to find you. Estate or street and number, please, such as “Xingfuli 3-2-301”.
booking-time-kept = 🕑 Time noted: { $words }
booking-address-long = That is too long. Please give the address in { $most } characters.
booking-address-number = Which number at “{ $address }”? Please send the whole address once more.
button-as-is = There is no number
booking-area-which = Which area is “{ $address }” in?
booking-area-unknown = I cannot find “{ $address }”. Is it in one of these areas?
button-not-listed = None of these
booking-where-asked = Dispatch will look up “{ $address }” and write to you here. What you asked for is kept; no need to say it again.
booking-location-door = That is in { $area }. Which door, please? For example “Block 3, 2-301”.
booking-location-far = We do not serve the neighbourhood of that location. Please write the address.
booking-location-unserved = We do not serve the neighbourhood of that location. For a visit, open the main menu and write the address.
booking-location-kept = Location received: { $area }.

booking-phone = A phone number, please, in case we have to reach you. Share yours with the button below, or type it.
booking-phone-unclear = I see no phone number in that. We need one to reach you before the visit, such as 138 0013 8000.
booking-phone-kept = Phone noted: { $phone }
button-share-phone = 📱 Share my number

booking-please-confirm = Please confirm
booking-time-later = 🕑 As soon as your line is ready we send you the times to choose from. { $wish }
booking-later-than-limit = ⏳ Later than the time we promise, at your request
booking-contact-phone = ☎️ Contact: { $phone }
booking-with-photo = 📷 With a photo
booking-held-until = This time is kept for you until { $at }.
booking-confirm-hint = If it is right, tap the first button. To change it, write a time or tap below.
booking-this-one = Do you mean this one? If it is right, tap the first button.
button-book = ✅ Book it
button-order = ✅ Send it
button-other-time = Another time
button-other-address = Another address
button-add-fault = Describe the fault
button-add-access = How to get in
button-add-contact = Somebody else at home
button-add-photo = Add a photo
booking-fault = What is wrong? A sentence or two is enough; a photo is welcome.
booking-access = How do we get in? For example “ring 301” or “there is a dog”.
booking-contact = Who will be at home? Name and phone, please, such as “Mrs Li 138 0013 8000”.
booking-contact-unclear = I see no phone number in that. Name and phone, please, such as “Mrs Li 138 0013 8000”.
booking-photo = Please send the photo.
booking-photo-please = That is no photo. Send one, or go back.
booking-photo-kept = 📷 Photo received.
booking-noted = 📝 Noted, your technician will read it.
booking-note-it = 📝 Put it on the order for the technician
booking-notes = { $first }; { $second }
booking-note-long = That is too long. Please keep it within 200 characters.
booking-no-password = For your safety, please send no password here. Leave it out and send the rest again.
booking-words-please = I cannot read that. Please type, or tap a button.
booking-too-long = That is too long. Please keep it short.
booking-stopped = Fine, nothing is booked. We are here whenever you need us.

booking-nothing-free = Nothing is free within the time we promise.
    Dispatch can arrange something for you, or you can look at later times.
button-arrange = Ask dispatch to arrange it
button-see-later = See later times
booking-arranging = Order received; dispatch is arranging a time

booked-now = ✅ Booked
booked-already = ✅ This is booked already
booked-for-you = ✅ A visit has been booked for you
order-taken-wait = ✅ Order received; you choose a time as soon as your line is ready
order-taken-for-you = ✅ Your order has been received
slots-ready-head = Your line is ready: please choose a time

calendar-entry = 📅 Open it to put the visit into your calendar.
calendar-cancelled = 📅 Open it to take the visit out of your calendar.
calendar-title = { $kind }: { $services }
calendar-text = Order { $number }, { $window }
