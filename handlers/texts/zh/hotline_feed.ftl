# The hotline's own system (R-6.11).
feed-given-up = 📡 客服系统收不到停网通报(试了 { $attempts } 次:{ $error })。请电话告知热线,并请管理员检查 hotline_feed.url。
