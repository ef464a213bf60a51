# The close-out record. field-…, choice-…, suggest-… end in the names of config.yaml: close_out.fields.
record-page = <b>📝 Record { $at }/{ $count } · { $area }</b>
record-ask = { $optional ->
    [1] { $what } (optional)
   *[0] { $what }
}
record-how-number = Just type the number.
record-how-text = Tap one, or type.
record-how-typed = Please type it.
record-how-reading = Type what you measured, such as -18.5 dBm or 480 Mbps.
record-how-choice = Choose one.
record-how-yes_no = Choose one.
record-how-photo = Send a photo, or several. No accounts or passwords in the picture, please.
record-stands = There now: { $value }
record-ticks = All done? Tap what is, or tick everything at once.
record-summary = <b>📋 The record · { $area }</b>
    Order <code>{ $number }</code>
record-line = ✅ { $what }: { $value }
record-line-missing = ▫️ { $what }: { $value }
record-line-open = ▫️ { $what }: not needed
record-empty = not filled in
record-yes = Yes
record-no = No
record-photos = { $count ->
    [one] one
   *[other] { $count }
}
record-photo-kept = 📷 Got the photo ({ $count } so far)
record-missing = ⚠️ Not complete yet. Missing: <b>{ $fields }</b>
job-button-all-ticked = ✅ All of it is done
job-button-page-back = ⬅️ Back
job-button-page-on = Next ➡️
job-button-skip = Skip
job-button-summary = 📋 Summary
job-button-ticks = Ticks
job-button-edit-line = ✏️ { $what }
job-button-complete = ✅ Complete
closed-out = 📝 Closed out; the customer is being asked

unfit-one-number = Please type one number only ({ $unit }).
unfit-out-of-range = That looks off: it should be between { $least } and { $most } { $unit }. Please check again.
unfit-long = Too long; { $most } characters at most, please.
unfit-empty = There was nothing to keep; please write a few words.
unfit-no-figure = It needs the figure you measured, such as -18.5 dBm.
unfit-password = 🔒 That looks like a password, so it was not kept. Passwords do not belong in a chat; please delete that message.
unfit-photo-wanted = This step needs a photo.
unfit-photo-large = The photo is too large; { $most } MB at most, please.
unfit-tap-instead = Please tap a button here.
unfit-content = That is of no use here; please follow the hint below.

field-speed_mbps = Speed at opening (Mbps)
field-indoor_wiring = Indoor wiring
field-splitter_position = Splitter position
field-account_label = Account and fault number label on the modem's back
field-lightning_label = Lightning-protection label is on
field-cause = Cause
field-work_done = What was done
field-reading = Reading
field-photo = Photo
field-frame_jumper = Jumper at the frame taken down
field-cross_connect_jumper = Jumper at the cross-connect box taken down
field-onu_jumper = Jumper at the ONU side taken down
field-data_port = Data port released
field-others_undisturbed = Nobody else's service was disturbed
field-resource_changed = Resources (pair, port) changed?
field-resource_values = The new resource data

choice-drop_line = Drop line
choice-indoor_wiring = Indoor wiring
choice-terminal = Modem / terminal
choice-splitter = Splitter
choice-cable = Cable
choice-exchange_side = Exchange side
choice-power = Power
choice-customer_device = Customer's device
choice-other = Something else

suggest-indoor_wiring = Cat 6 cable|Cat 5e cable|Drop fibre|Existing wiring reused
suggest-work_done = Connector redone|Drop line replaced|Modem replaced|Modem configured anew|Cable replaced|Outside line mended
