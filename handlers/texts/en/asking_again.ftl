# "Later, tomorrow after seven": asked again, or reminded, at a time of the customer's own.
ask-again = All right, we will ask again on { $at }
ask-again-too-late = { $at } would be too late to ask. Could you tap an answer now?
remind-then = All right, we will remind you on { $at }
remind-too-late = { $at } is not before the visit. We will remind you half an hour before, as always
remind-now = ⏰ The reminder you asked for: the time of your visit stands
remind-nothing = You have no visit coming up, so there is nothing to remind you of. Just say when you would like one.
