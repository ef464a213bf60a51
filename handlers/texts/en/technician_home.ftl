# The technician's first card.
technician-home = <b>Hello { $name } 👷</b>
    { $count ->
        [0] No visits today.
        [one] One visit today, { $done } done.
       *[other] { $count } visits today, { $done } done.
    }
technician-next = ⏭ Next: { $at }
job-button-next-visit = ⏭ { $what }
technician-help = <b>How it works</b>
    · Offers come to you; one tap accepts
    · /today shows your visits; “what is on tomorrow” works too
    · You are told when to leave; at the door tap “I am there”, or type “arrived”
    · Late? Type “20 minutes late” and the customer gets the new time at once
    · When it works tap the button, then fill in the record step by step
    · Nobody home? Type it and dispatch takes care
    · Time off or ill: /off, or type “I am sick today”
    · Saw a missing manhole cover or a struck pole? Just say so, or /hazard
