# The customer's own orders and visits.
visits-none =
    <b>You have no visits yet</b>
    Book a repair, installation, move or removal here, or just say it: “broadband is down, please come tomorrow afternoon”.
visits-head = You have { $count } visits
visits-line =
    { $place }. <b>{ $what }</b>
    🕑 { $when }
    📋 { $state }
visits-no-time = no time agreed yet
visits-button = { $place }. { $kind } { $number }
visits-button-when = { $place }. { $kind } { $when }

where-no-time = No time has been agreed for this one yet
where-booked = Your time is kept ({ $at }); we are finding your technician
where-accepted = Technician { $name } comes at { $at } and has not set out yet
where-on-the-way = Technician { $name } is on the way, expected at { $at }
where-later = Technician { $name } is running late, expected at { $at }
where-late = { $count ->
    [0] Sorry, nobody is there yet. “Ask a question” reaches the dispatcher at once
   *[other] Sorry, technician { $name } is not there yet (due { $at }); you can message them directly
}
where-there = Technician { $name } arrived at { $at }
where-completed = The work is done; we are only waiting for your word
