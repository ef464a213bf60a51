# Shared by every feature: windows, lengths, the trade's words.
window = { $day }, { $start } (by { $end } at the latest)
length-minutes = { $minutes } min
length-hours = { $hours } h
length-both = { $hours } h { $minutes } min
nothing-new = This is the newest; nothing has changed.

kind-install = Installation
kind-remove = Removal
kind-move = Move
kind-repair = Repair

service-fixed_line = fixed line
service-broadband = broadband
service-leased_line = leased line

tier-key = key customer
tier-vip = VIP customer
tier-high_value = high-value customer
tier-ordinary = ordinary customer

status-new = received
status-ready = waiting for a time
status-scheduled = booked
status-assigned = assigned
status-accepted = accepted
status-en_route = technician on the way
status-on_site = technician there
status-customer_absent = nobody home
status-transferred = transferred
status-connected = work done
status-completed = waiting for your word
status-callback_due = call-back due
status-closed = done
status-reopened = reopened
status-on_hold = on hold
status-return_pending = return being decided
status-returned = returned
status-clear_requested = clearing asked for
