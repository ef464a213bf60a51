# The technician cannot keep a visit.
move-why = <b>📅 { $at }, { $area } needs another time</b>
    Why? The customer is told; until they agree the old time stands.
move-button-only-late = ⏰ No move, only { $minutes } min late · { $at }
hand-back-why = <b>🙋 { $at }, { $area }: you cannot come</b>
    Why? Somebody else is asked at once.
job-button-keep-visit = ⬅️ No, leave it
move-put-to-customer = 📅 The customer is asked for another time; until then the old one stands
job-button-move-not = ↩️ Keep the time after all
move-taken-back = { $there ->
    [1] ↩️ The customer is told that you finish today
   *[0] ↩️ The customer is told that the old time stands
}
handed-back = All right, it is off your list; somebody else is being asked.
move-declined = { $there ->
    [1] ✋ { $area }, { $kind }: the customer wants no other day. Please finish today, or tell dispatch if you cannot.
   *[0] ✋ { $window }, { $area }, { $kind }: the customer keeps the old time. Please be there.
}
