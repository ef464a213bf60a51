# The first card, and what a joining link opens.
welcome = <b>Hello, this is { $company } 👋</b>
    Repairs, installations, moves and removals: one sentence is enough, such as
    “My broadband is down, please come tomorrow after 3pm”.

    Or use the buttons:
menu = <b>What can we do for you?</b>
    Just say it in a sentence, or use the buttons:
button-menu = Main menu
button-kind-repair = 🔧 Repair
button-kind-install = 📦 Installation
button-kind-move = 🚚 Move
button-kind-remove = 🧰 Removal
button-visits = 📅 My visits

start-recognised = Hello { $name }!
start-your-order = { $name }, this is your order
start-joined = Welcome, { $name }!
start-joined-technician = Welcome, { $name }! Orders, reminders and close-outs all come here.
start-joined-dispatcher = Welcome, { $name }! Bookings, dispatching and tasks are all here.
start-joined-head = Welcome, { $name }! When an emergency needs you to lead, you hear of it here at once.
start-joined-hotline = Welcome, { $name }! Orders, tasks and outage news are all here.
start-joined-network_centre = Welcome, { $name }! /alarm raises an alarm of power intrusion.
