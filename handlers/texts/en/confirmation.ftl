# The second confirmation.
confirm-ask = Does this time still suit you?
confirm-done = 👌 Thank you. We will remind you half an hour before
confirm-done-soon = 👌 Thank you. Your technician will be there soon
confirm-already = 👌 That is right, it is this time
confirm-sure = Do you mean this time is fine? One tap confirms it
confirm-not = All right: another time, or cancel?
confirm-which = <b>Which one would you like to confirm?</b>
confirm-this = ✅ { $kind } { $when }
confirm-is-it-fixed = The work is done. Is everything working?
