# The first card of a head of unit.
head-home = <b>Hello { $name }</b> · head of unit
    { $count ->
        [0] No emergency is open.
       *[other] Emergencies open: { $count }.
    }
head-help = /emergency opens or shows an emergency
    /lend lends technicians · /loans lists them
    /invite invites a colleague
