# Words that nobody understood, and how they reach a person.
unknown-words =
    I did not understand that, but it will not get lost:
    one tap passes it on to a person as it is. Or choose from the menu, or try “broadband is down, please come tomorrow afternoon” or “move it to Friday”.
unknown-technician = I did not understand that. One tap passes it on to the dispatcher; /today shows your visits, /help what you can do.
unknown-dispatcher = I did not understand that. Send a number, phone or name to find an order; /today, /unassigned, /late, /tasks.
unknown-command = There is no such command. You can start here:
unknown-long = That message is too long ({ $count } letters; { $most } at most). Please send what matters most, or several shorter ones.
unknown-visits = My visits
pass-on-dispatch = Pass on to dispatch
pass-on-technician = Pass on to { $name }
pass-on-dispatch-done = ✅ Passed on to the dispatcher as it is; somebody will see to it and the answer comes here.
pass-on-technician-done = ✅ Passed on to your technician as it is; the answer comes here.
pass-on-gone = That line was passed on already, or too long ago. Please write it again if you need to.
pass-on-not-reachable = The technician cannot be written to now (nobody has accepted yet, or the order is over). The dispatcher can have it.
