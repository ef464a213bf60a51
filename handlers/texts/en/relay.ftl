# The relay: customer, technician and dispatcher write to each other, numbers hidden.
relay-write-dispatch = ✍️ Just write your question (a photo is fine too); it goes to the dispatcher at once.
relay-write-technician = ✍️ Write to technician { $name } (a photo is fine too). Neither of you sees the other’s number.
relay-write-customer = ✍️ Write to your customer { $name } (a photo is fine too). Neither of you sees the other’s number.
relay-write-answer = ✍️ Write your answer (a photo is fine too).
relay-rather-technician = Write to technician { $name } instead
relay-stop = Never mind
relay-stopped = All right, nothing was sent.
relay-words-or-photo = Only words and photos can be passed on here. Please put it in words.
relay-sent-dispatch = ✅ The dispatcher has it and somebody will see to it; the answer comes here.
relay-sent-technician = ✅ Passed on to technician { $name }; the answer comes here.
relay-sent-customer = ✅ Passed on to your customer { $name }; the answer comes here.
relay-sent-answer = ✅ Answered.
relay-more = Write more
relay-answer = Answer
relay-take-over = I will see to it
button-see-order = Your order
relay-about = 🔖 { $kind } { $number } · { $area }
relay-from-customer = 💬 Customer { $name }
relay-from-technician = 💬 Technician { $name }
relay-from-dispatch = 💬 Dispatcher { $name }
relay-from-us = 💬 An answer from our dispatcher

refused-looks-like-password = 🔒 This looks as if it held a password. Passwords never pass through here, and nobody of us will ask for one. Please send it again without, and delete the message above.
