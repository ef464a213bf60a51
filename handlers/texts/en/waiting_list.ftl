# The waiting list: a freed earlier slot goes to the first tap.
waiting-joined = ✅ Noted. The time you have stays yours meanwhile
waiting-free-already = ✨ There are earlier times right now: tap one to move
waiting-already = We are watching for an earlier time already 🔔
waiting-left = All right, your time stays as it is
waiting-which = <b>Which visit should come earlier?</b>
waiting-this = 🔔 { $kind } { $when }
waiting-free = ✨ An earlier time has come free
waiting-new = 🆕 { $window }
waiting-old = 🕑 Your time now: { $window }
waiting-first = Others may have been asked too: the first tap gets it. Open until { $until }.
waiting-take = Move to { $at }
waiting-keep = No, keep my time
waiting-taken = ✅ It is yours! Your visit comes earlier
waiting-gone = Just gone: somebody was quicker. Your own time stands
waiting-kept = All right, your time stands
waiting-too-near = Your technician is coming soon. One tap passes your words on to them.
