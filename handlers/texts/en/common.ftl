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
status-assigned = technician found
status-accepted = technician found
status-en_route = technician on the way
status-on_site = technician there
status-customer_absent = nobody was home
status-transferred = with another team
status-connected = work done
status-completed = waiting for your word
status-callback_due = done
status-closed = done
status-reopened = open again
status-on_hold = on hold
status-return_pending = withdrawal under way
status-returned = withdrawn
status-clear_requested = being checked
