# More capacity.
extra-who = <b>Extra slots</b>: for whom?
extra-no-technicians = There are no technicians yet.
extra-everybody = Everybody
extra-name = { $name }
extra-day = Which day?
extra-times = <b>{ $day }</b>: open which start? { $length } each.
extra-no-times = <b>{ $day }</b>: nothing more can be opened.
extra-open = Open already: { $slots }
extra-open-one = { $at } { $name }
extra-opened = ✅ { $at } is open for { $names }.
extra-was-open = { $at } was open already.
