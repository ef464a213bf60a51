# Setting out.
checklist = <b>🎒 Before you leave for { $area }</b>
    Best to leave by { $at }. Got everything?
checklist-tools = Tools
checklist-materials = Materials and spares
checklist-papers = Papers
checklist-uniform = Uniform
checklist-certificate = Certificate
checklist-shoe-covers = Shoe covers
checklist-cloth = Cloth
job-button-all-checked = ✅ Got it all, off I go
job-button-ticked = ☑️ { $what }
job-button-unticked = ⬜ { $what }
job-button-go-without = Go now ({ $left } not ticked)
departed = { $told ->
    [no] 🚗 On your way. The customer has no chat: please ring and say when to expect you
   *[yes] 🚗 On your way; the customer knows when to expect you
}
how-late = <b>⏰ { $area }, promised { $promised }</b>
    How late? The customer gets the new time at once.
job-button-late-by = { $minutes } min · { $at }
late-told = { $told ->
    [no] ⏰ Noted: about { $at }. The customer has no chat, so dispatch rings them
   *[yes] ⏰ The customer knows: about { $at }
}
eta-in-time = 👍 That is in time for { $promised }; the customer was not disturbed
eta-in-time-told = 👍 In time for { $promised }; the customer knows it is not later
depart-now = 🚗 Time to leave: { $area } at { $promised }
not-departed = ⚠️ Not under way yet? { $area } at { $promised }; dispatch was warned too
