# Why something cannot be done, and what to do next. One key per refusal in models/errors.py.
refused-not-allowed = Only the people concerned can do this. Questions? Call { $hotline }.
refused-not-allowed-staff = Only the people concerned can do this; the order may be cancelled, somebody else's or over. Questions? Ask dispatch.
refused-not-allowed-share-contact = That is not your own number. Tap “Share my number”, or send the order number and the last four digits of the phone on file.
refused-not-found = Nothing found; it may have been cancelled or be over.
refused-not-found-draft = This card is out of date; please use the newest one below.
refused-wrong-state = Things have moved on (now: { $current }). Please use the newest card below.
refused-slot-taken = Somebody has just taken that time. Please pick another one.
refused-slot-taken-busy = { $name } has another visit then.
refused-outside-hours = That time cannot be booked. Please pick another one.
refused-outside-hours-closed = We do not visit at that time. Please pick one from the list.
refused-outside-hours-soon = That is too soon for anybody to reach you. Please pick a later time.
refused-outside-hours-far = Visits can be booked up to { $days } days ahead.
refused-outside-hours-deadline = That is past the time limit ({ $due_at }). Please pick an earlier time.
refused-reason-required = Please say why.
refused-not-certified = { $name } has no valid service certificate and can only come along with a certified technician.
refused-split-refused = The services of one order are done in one visit, together: { $services }.
refused-missing-fields = Still missing: { $fields }. Add it and you are done.
refused-too-late = More than { $limit } have passed, so this cannot be taken back.
refused-given-meanwhile = 👥 { $name } was given it a moment ago, so nothing was changed. Choose again if it should be somebody else.
refused-given-meanwhile-back = 👥 A colleague took it back a moment ago, so nobody was asked. Choose again if somebody should be.
refused-offer-taken = This order has been taken already or the offer is over. Thank you.
refused-too-many-tries = No tries left. Please call { $hotline }; we will check it with you at once.
refused-identity-mismatch = That does not match. Please check the order number and the last four digits of the phone on file; { $left ->
    [one] one try
   *[other] { $left } tries
} left.
refused-code-unusable = This link does not work. Ask whoever sent it, or call { $hotline }.
refused-code-unusable-used = This link has been used already. If that was not you, call { $hotline }.
refused-code-unusable-expired = This link has expired. Please ask for a new one.
refused-not-yet-possible = Not yet: possible from { $opens_at }.
refused-not-reachable = No technician can be written to at the moment. Write to dispatch, or call { $hotline }.
refused-bad-value = That cannot be used here. Please try again.
refused-bad-value-text = That is empty or too long. Please shorten it and send it again.
refused-bad-value-minutes = Please give minutes between 1 and 480.
refused-bad-value-ends-at = The end has to be after the start and after now.
refused-bad-value-starts-at = That time has passed. Please pick another one.
refused-bad-value-language = That language is not available yet.
refused-bad-value-outage-works-past = Planned works begin later ({ $at } has passed). What is down already is a fault: record it as one.
refused-bad-value-outage-starts-later = A fault does not begin later ({ $at }). If it is arranged, record it as planned works.
refused-bad-value-outage-end-first = The end ({ $end }) lies before the beginning ({ $start }). Change one of them.
refused-bad-value-outage-end-passed = { $at } has passed. If it is back, tap Restored; else give a time that is still ahead.
refused-bad-value-outage-next-word = The time for the next update ({ $at }) has passed; give one that is still ahead.
refused-bad-value-outage-apart = These two records have no ground in common and cannot be merged: some people would be lost.
refused-bad-value-outage-merge-works = People are without service now: this cannot be merged into works that have not begun.
refused-outage-overlaps = { $area } has an open record already, #{ $id } (since { $since }). The same fault belongs there; if it really is another one, it can be opened all the same.
refused-audience-empty = Nobody would get it: nobody is there, all have been told, or none can be written to. Choose another audience, or use the phone list.
refused-audience-everybody = Nothing narrows the audience. To write to everybody, choose "everybody".
refused-variable-empty = The record does not say "{ $variable }" yet. Add it there, or take it out of the words.
refused-words-missing = Some of them read { $language }. Please add the words in it.
refused-words-changed = What they would read, or who, has changed since you looked. Please look once more, then send.
refused-same-person = The approval has to come from another dispatcher than who wrote or confirmed it.
refused-all-clear-only = This outage is over; only the all-clear can be sent. Send it from the outage's card.
refused-broadcast-running = It is on its way and cannot be changed. You can pause it, stop it, or correct it for those who got it.
refused-not-allowed-broadcast = That is not your unit's area. Ask its dispatcher to send it.

stale-button = That button is out of date. Please use the newest card below.
apology = Sorry, something went wrong and has been noted (reference { $reference }). Please try again, or call { $hotline }.
