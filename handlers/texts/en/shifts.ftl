# Days off and sickness.
off-why = <b>🗓 Time off</b>
    What for?
off-sick = 🤒 Sick
off-leave = 🏖 Leave
off-training = 📚 Training
off-when = <b>{ $reason }</b>
    When? Tap, or type, such as “Wednesday to Friday” or “tomorrow morning”.
off-when-again = I could not make out the day. Tap one, or write it like “Wednesday to Friday” or “tomorrow morning”.
off-noted = <b>{ $reason }: noted</b>
off-span = 🗓 { $span }
off-visits = { $count ->
    [0] You have no visits then. Rest well.
    [one] One visit is affected; dispatch has it in hand. Rest well.
   *[other] { $count } visits are affected; dispatch has them in hand. Rest well.
}
span-day = { $day }, all day
span-from = { $day }, from { $start } to the end of the day
span-hours = { $day }, { $start }–{ $end }
span-days = { $first } to { $last }
job-button-off-back = ↩️ Undo, I am at work
job-button-off-back-of = ↩️ Undo { $day }
job-button-off = 🗓 Time off
off-taken-back-done = ↩️ Undone; you are at work as usual. Dispatch knows.
off-taken-back = 👍 { $name } is at work after all ({ $span }) and can be given visits.
