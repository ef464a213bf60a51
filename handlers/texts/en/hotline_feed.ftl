# The hotline's own system (R-6.11).
feed-given-up = 📡 The hotline’s system does not take the outage feed ({ $attempts } tries: { $error }). Please phone the hotline, and have hotline_feed.url checked.
