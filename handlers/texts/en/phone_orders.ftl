# An order for somebody on the phone.
phone-order-phone =
    <b>☎ Phone order</b>
    The caller's number? Or all of it in one line:
    “13800001111 Wang Fang, broadband down, Lakeside 3-501, tomorrow afternoon”
phone-order-phone-unclear = There is no usable phone number in that.
phone-order-name = That number is not on file. What is the customer's name?
phone-order-name-unclear = Just the name please, no digits.
phone-order-kind = What does { $name } need?
phone-order-services = Which services of { $name }? All on one order are done in one visit.
phone-order-ticked = ☑ { $service }
phone-order-unticked = ☐ { $service }
button-services-done = Done
phone-order-tap-please = Please tap a button, or say it in one sentence.
phone-order-address = Where is { $name }'s visit? { $known ->
    [0] Please type it.
   *[other] Pick one, or type it.
}
phone-order-address-unclear = Please write the address in full, { $most } letters at most.
phone-order-area = Which area is “{ $address }” in? Type the address again if it is wrong.
button-desk-add-fault_note = Add the fault
button-desk-add-access_note = Add how to get in
button-desk-add-contact = Add a contact there
phone-order-note-fault_note = What is wrong with it?
phone-order-note-access_note = How does one get in (gate, parking)? No passwords, please.
phone-order-note-contact = Name and phone of the contact there?
button-no-time-yet = No time yet
button-take-without-time = Take it, time later
button-past-deadline = See times past the deadline
phone-order-taken = ✅ Taken; its clock runs from now. It has no time yet and stands under “Unassigned”.
phone-order-nothing-free = Nothing is free before the deadline. Book past it (with a reason), or take the order now and open extra slots.
phone-order-not-of-this = That does not fit this order; nothing was changed. To change the time, write it; for another caller, finish or drop this one first.
