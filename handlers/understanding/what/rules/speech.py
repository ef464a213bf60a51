"""The language of the chat, and what a word means: asked before the words themselves are read."""

ROWS = """
language        ctd 95: neg? quote|speak|changeto|change|can|want|polite ~ to_zh|to_en
language        ctd 90: ^ to_zh|to_en polite? $
language        ctd 85: to_zh|to_en polite
language        ctd 85: ^ language $
language        ctd 85: speak|changeto|change ~ language
no              ctd 88: hasnt|neg meaning
no              ctd 90: nothanks
no              c 80: ^ neg time_noun|appt $
help            c 82: cancel|confirm|fixed|notfixed|noneed|done|change|book|appt|order|upkeep|outage ~ yes? meaning
help            c 82: meaning ~ cancel|confirm|fixed|notfixed|noneed|done|change|book|appt|order|upkeep|outage
help            c 82: mark ~ mark? yes? meaning
help            c 82: meaning mark ~ mark
help            c 75: meaning
"""
