# Who somebody is (D-29).
button-identify = 🔍 Find my order
identity-number = Please send the order number and the last four digits of the phone on file, such as <code>261124-123456 8001</code>.
    Or share your own number with the button below.
identity-number-unclear = I cannot see an order number in that. It looks like <code>261124-123456</code>.
identity-four = And the last four digits of the phone on file, please.
identity-contact-unclear = That number cannot be read. Please send the order number and the last four digits instead.
identity-phone-kept = Number confirmed: { $phone }
identify-first = Your order can be found here: tap below, and a short check shows it.
