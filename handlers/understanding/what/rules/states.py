"""Mended or not."""

ROWS = """
later           c 86: quote ~ fixed|done ~~ away ~~ neg|hasnt|dontknow
not_fixed       c 85: fixed|done|finish mocked
not_fixed       c 85: works|okuse ~~ but ~~ neg|hasnt|bad|SYM
not_fixed       c 78: fixed ~~ but ~~ neg|hasnt|bad|SYM
not_fixed       c 75: again bad
not_fixed       c 78: quote ~ fixed|done ; yes? neg $  # it says fixed. It is not
not_fixed       c 76: fixed , SVC ~ hasnt|neg|SYM
not_fixed       c 85: again ~ SYM|bad ~~ mended|tech|done|repair|come
not_fixed       c 85: mended ~~ SYM|again|bad
not_fixed       c 85: mended ~~ still ~ SYM|neg|hasnt|bad
not_fixed       c 85: SYM again ~~ mended|left|tech
not_fixed       c 85: SYM ~ mended
not_fixed       c 85: repair ~ neg|hasnt works
not_fixed       c 84: tech ~ come ~~ SYM again
not_fixed       c 80: SYM ~~ tech left
fixed           c 82: left ~~ okuse|fixed|fine
fixed           c 75: forfixing
not_fixed       c 78: promised|quote ~ fixed|done ~~ notfixed|still|neg|bad|SYM
not_fixed       c 92: notfixed
not_fixed       c 90: neg|hasnt|noone ~ fixed
not_fixed       c 88: still ~ SYM|bad
not_fixed       c 88: still no SVC|SYM
not_fixed       c 85: still ~ NOT ~ works|starts
not_fixed       c 88: fixed|done|returned ~~ again|but|still|NOT ~ SYM|bad
not_fixed       c 85: fixed|done ~ but ~ neg|hasnt $
not_fixed       c 85: broken ~ returned|still
not_fixed       c 75: done ~~ SYM|bad
not_fixed       c 85: left ~ again ~ hasnt
not_fixed       c 85: fixed ~~ again ~ SYM|bad
not_fixed       c 85: left ~~ SYM|bad
"""
