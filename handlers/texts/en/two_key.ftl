# The customer's key: an order is closed by two.
fixed-ask = { $kind ->
    [install] Your technician says it is installed. Is everything working?
    [move] Your technician says it has been moved. Is everything working?
    [remove] Your technician says it has been removed. Is that right?
   *[repair] Your technician says it is fixed. Is everything working?
}
fixed-ask-why = Only your word closes this order. If it does not work, say so and somebody comes again.
fixed-thanks = ✅ Thank you! This order is done
fixed-by-silence = ✅ Measured as working, and no word from you for a day: this order is done
fixed-by-phone = ✅ As you told us over the phone, this order is done
fixed-broken-again = It broke again
fixed-which = <b>Which one is working?</b>
fixed-this = { $kind } { $number }
fixed-before-visit = Good news! Should the technician still come?
fixed-do-not-come = No need to come
fixed-still-come = Please come anyway
fixed-glad = Glad to hear it! I am here if anything comes up.

not-fixed-reopened = 🔧 Sorry about that. Your order is open again
not-fixed-same = Same order <code>{ $number }</code>, same time limit ({ $due }). The dispatcher knows.
not-fixed-what = What is still wrong? A line or a photo helps the technician; or just choose a time.
not-fixed-slip = Tapped by mistake: it works
not-fixed-words = Please say it in words or with a photo, or just choose a time.
not-fixed-noted = 📝 Noted, your technician will see it
not-fixed-taken-back = 👌 All right, nobody needs to come. I am here if anything comes up.
not-fixed-which = <b>Which one is not working?</b>
not-fixed-this = { $kind } { $number }: still wrong
not-fixed-new-repair = A new fault: repair
not-fixed-none = I find no order that was just done. If this is a new fault, book a repair right away.
not-fixed-too-late = This order was done too long ago to be opened again. Please book a new repair, it is arranged at once; or write to the dispatcher.
