# Extra slots for everybody at once (R-4.12).
button-bulk-slots = 📅 Extra slots in bulk
bulk-day = 📅 <b>Extra slots in bulk</b>: which day? For all technicians of the unit. You may also write it, such as “tomorrow morning”.
bulk-hours = <b>{ $day }</b>: which hours? You may also write them, such as “6 pm to 10 pm”.
bulk-hours-again = I could not read the hours. <b>{ $day }</b>: from when to when, such as “6 pm to 10 pm”?
bulk-hours-day = All day 6–23
bulk-hours-morning = Morning 6–12
bulk-hours-noon = Midday 12–14
bulk-hours-evening = Evening 18–23
bulk-preview = <b>{ $day }</b>: <b>{ $slots }</b> slots for { $people } technicians.
    { $times }
    Nothing is open yet. Please confirm.
bulk-time = { $at } ×{ $count }
bulk-none = <b>{ $day }</b>: nothing more can be opened in those hours.
bulk-opened = ✅ <b>{ $day }</b>: { $slots } slots are open for { $people } technicians and can be booked.
bulk-undone = ↩️ { $closed } slots closed again.{ $kept ->
    [0] {""}
   *[other] {" "}{ $kept } have been booked and stay.
}
button-another-day = Another day
bulk-other-hours = Other hours
button-bulk-open = ✅ Open { $slots }
button-bulk-undo = ↩️ Undo
