# Reasons people choose from (policy.reasons), worded so that customer, technician and dispatcher may all read them.
reason-too_far = Too far
reason-overlap = Overlaps another visit
reason-not_skilled = Not my skill
reason-no_material = Material missing
reason-vehicle = Vehicle trouble
reason-unwell = Unwell
reason-other = Another reason
reason-overrun = The job before took longer
reason-traffic = Traffic
reason-weather = Weather
reason-plant = Trouble with the line outside
reason-sick = Sick
reason-leave = Day off
reason-training = Training
reason-left = Has left
