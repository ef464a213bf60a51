# A dispatcher's word of an outage.
outage-heard = 📣 You are telling of an outage
outage-area = 📍 { $area }
outage-area-unsaid = 📍 No area that I know was named
outage-until = 🕕 Expected until { $at }
outage-until-unsaid = 🕕 Until when was not said
outage-not-kept = Nothing has been recorded and nobody has been told: outages cannot be recorded here yet. Please answer customers who ask accordingly; repairs can still be taken.
