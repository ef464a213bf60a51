"""What English words mean in this trade: concept -> words, the words of one phrase joined by `_`."""

from handlers.understanding.what.wishes_en import WISHES

SPEECH: dict[str, str] = {
    # --- how a thing is said -------------------------------------------------------------------
    "neg": "not don't dont do_not won't wont can't cant cannot can_not isn't isnt doesn't doesnt aren't "
    "shouldn't unable_to ain't without wouldn't couldn't nor i_am_not i'm_not im_not it's_not its_not "
    "is_not does_not will_not shan't rather_not i'd_rather_not rather_not_have",
    "noneed": "no_need don't_need dont_need no_longer_need not_necessary needn't no_longer_require don't_have_to "
    "dont_have_to do_not_need no_longer_want don't_want dont_want do_not_want unnecessary not_needed no_longer_needed "
    "don't_bother dont_bother no_longer_necessary isn't_needed",
    "can": "can could may able_to allowed_to possible",
    "whether": "can_i could_i may_i can_we is_it_possible am_i_able should_i shall_i what_happens_if "
    "is_it_ok is_it_okay do_i_have_to is_there are_there any_chance did do_you have_you has_it is_it "
    "was_it do_we is_my are_you did_you has_my does did_he is_the are_we is_this has_the have_the "
    "has_anyone has_somebody is_it_too_late too_late_to is_there_any",
    "how": "how how_do how_to how_do_i how_can_i how_does",
    "ask": "?",
    "howabout": "why how_come what's_wrong what_is_wrong what's_going_on what_happened what's_up_with",
    "whenq": "when what_time how_long eta how_soon what_day how_much_longer when's whens which_day how_many_minutes",
    "whereq": "where where's wheres whereabouts how_far where_is where_are how_far_away how_close "
    "is_he_lost is_he_close is_the_guy_close got_lost",
    "excuse": "wondering wonder question_about curious like_to_know want_to_know excuse_me quick_question",
    "if": "if in_case unless whether supposing what_if assuming provided even_if as_long_as once as_soon_as until "
    "till_it's when_it's when_its until_it's",
    "other": "neighbour neighbor neighbours neighbors neighbour's neighbor's friend friend's his her "
    "their they colleague roommate's roommate next_door somebody_else someone_else other_customer "
    "downstairs upstairs cousin was were got who you_guys has_been have_been you_cancelled you_canceled "
    "nobody_asked sister brother wife husband mum mother dad father hers sister's brother's mum's whoever "
    "whose",
    "quote": "said says told telling saying claims claimed asked message_says text_says it_says heard reckons marked "
    "reported app_says reads showing status_is status_says asking ask wanted_to_know",
    "but": "but however though although actually only_that except",
    "still": "still yet_again remains continues",
    "again": "again once_more",
    "polite": "please pls plz can_you could_you would_you kindly i'd_like_you_to will_you can_someone "
    "could_someone can_u could_u help_me can_somebody let's lets go_ahead_and can_anyone let_us "
    "i'd_be_grateful be_grateful would_be_grateful i'd_appreciate would_appreciate appreciate_if "
    "appreciate_it_if",
    "want": "want i_want i'd_like i_would_like would_like need i_need we_need wanna i_wanna need_to want_to gotta "
    "have_to looking_to like_to i_wish wish_to trying_to try_to i'd_love d_like id_like we'd_like going_to i_must "
    "must hoping",
    "mine": "my our i we me mine i'm im i've ive us we're i_am",
    "already": "already just_now now been",
    "what": "what which",
    "finish": "it",
    "also": "and_also as_well plus for_good sort_of fixed_price fixed_fee fixed_ip fixed_cost fixed_term "
    "fixed_contract fixed_rate working_from_home working_from working_until working_till working_day "
    "working_days working_hours working_at working_on back_up_generator good_luck good_news good_time "
    "good_idea good_price good_job good_man good_service not_fixed_price fixed_broadband fixed_wireless "
    "come_upstairs come_downstairs",
    "area": "neighbourhood neighborhood",
    "better": "would_be_better works_better is_better better would_suit suits_better",
    "cutcable": "fibre_cut fiber_cut cable_cut cable_damage cable_damaged cut got_cut was_cut been_cut "
    "has_been_cut severed snapped chewed ripped damaged_cable cut_through ripped_off_the got_ripped torn "
    "torn_off pulled_off ripped_from yanked",
    "cutoff": "disconnected cut_off",
    "dontwork": "doesn't_work doesnt_work won't_work wont_work don't_work dont_work does_not_work do_not_work "
    "isn't_going_to_work no_longer_works will_not_work",
    "handle": "",
    "instead": "instead rather_than in_place_of instead_of",
    "laterby": "be_later later_in_the_day bit_later little_later later_than a_later_time come_later later_in_the_week "
    "later_the_same_day another_hour_later",
    "look": "look_at take_a_look check check_on check_out have_a_look look_into check_it sort sort_out",
    "mbps": "mbps mbit megabits megs mb mbits meg",
    "noone": "nobody no_one noone",
    "obtain": "get got_to have_it have_someone",
    "otherday": "another_day another_date other_time different_time another_time different_day different_date "
    "other_day a_later_date some_other_day some_other_time later_date new_time new_date a_different_day "
    "any_other_time any_other_day alternative_time",
    "promised": "supposed_to promised was_due were_due meant_to should_have_been you_said you_promised said_you'd",
    "returned": "came_back is_back it's_back its_back has_come_back has_returned happened_again comes_back "
    "has_reappeared",
    "sooner": "early",
    "starts": "turning_on turn_on power_on switch_on boot starting_up start_up load connect connecting responding "
    "function functioning operate",
    "suit": "suitable convenient suits",
    "unsuit": "too_early too_late a_bit_early bit_late",
    "works": "works work",
    # --- what a visit is made of ----------------------------------------------------------------
    "appt": "appointment appointments visit booking appt appointmnet apointment reservation visits bookings slot "
    "callout call-out call_out service_call home_visit service_visit appoinment appontment",
    "time_noun": "date day time_slot time_and_date",
    "order": "order ticket job work_order jobs orders case request the_install the_installation installation "
    "work_orders",
    "visits": "my_appointments my_appointment my_booking my_bookings my_visit my_visits my_orders "
    "my_order my_ticket order_status my_reservation my_upcoming_visits upcoming_visits "
    "upcoming_appointments upcoming_visit upcoming_appointment my_service_call anything_booked "
    "have_anything_booked am_i_booked",
    "tech": "technician engineer repairman installer guy tech fitter tech's technicians engineers serviceman man "
    "worker he the_guy technition technican repair_man repair_guy cable_guy lineman he's someone somebody a_person_to "
    "anyone your_guy your_man your_people your_team the_team field_tech tecnician is_he is_someone is_anyone "
    "technician's engineer's is_she she is_somebody has_he is_anybody",
    "come": "come coming arrive arriving visit_me turn_up show_up get_here be_here come_over come_out came send "
    "get_there sent send_out be_arriving comes shows here_yet turn_out stop_by drop_by swing_by pop_round come_round "
    "call_round arrives turned_up showed_up",
    "go": "go attend make_the make_my do_the get_to_the",
    "left": "left went walked_out",
    "book": "book schedule arrange make_an_appointment set_up_an_appointment book_a_visit make_appointment "
    "get_an_appointment arrange_a_visit schedule_a_visit set_up_a_visit book_an_appointment schedule_an_appointment "
    "book_in book_me appointment_please booking_for need_an_appointment want_an_appointment like_an_appointment "
    "set_an_appointment make_a_booking a_visit_please make_the_appointment make_me_an_appointment pencil_me_in "
    "appointment_for appointment_with book_a booking_a_visit book_somebody book_someone organise organize scheduling "
    "fix_an_appointment make_a_reservation need_a_visit want_a_visit need_a_booking book_a_slot schedule_service "
    "get_a_visit",
    "time": "today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu "
    "thur thurs fri sat sun morning afternoon evening noon midday weekend next_week this_week week am pm night "
    "later_today tmrw tmr tomorow tommorow tomorrow's after_work lunchtime next_month the_week_after arvo o'clock "
    "oclock january february march april june july august september october november december 2morrow tonite "
    "another_week mondays fridays wednesday's friday's thursday's monday's tuesday's jan feb mar apr jun jul aug sept "
    "sep oct nov dec days hours_later weekday noonish the_day_after lunch earlier_today fortnight",
    # --- services and faults --------------------------------------------------------------------
    "net": "internet broadband wifi wi-fi network fibre fiber connection wireless internet's signal the_line net "
    "intenet interent internt webpages browsing web router's wlan ethernet link wi_fi adsl dsl ftth",
    "phone": "landline phone telephone fixed_line land_line home_phone dial_tone phoneline phone_line handset "
    "the_phone's fixed-line",
    "lease": "leased_line dedicated_line private_line leased-line leased_circuit dedicated_circuit "
    "private_circuit leased_lines dedicated_lines private_lines",
    "device": "router modem ont set-top_box set_top_box box stb onu optical_modem hub gateway decoder tv iptv "
    "access_point mesh equipment kit",
    "sym_none": "no_internet no_connection no_signal down offline can't_connect cant_connect cannot_connect "
    "not_connecting can't_get_online cant_get_online no_wifi no_service no_network lost_connection lost_internet "
    "can't_access won't_connect wont_connect no_broadband nothing_loads not_loading dead no_wi-fi went_down "
    "lost_signal no_net went_out can't_go_online wont_load won't_load no_web doesn't_connect unable_to_connect "
    "gone_down without_internet lost_my_internet can't_get_on_the_internet went_dead goes_down gone_off "
    "lost_my_connection can't_load cant_get_on_the_internet can't_log_on pages_won't_load no_connectivity unreachable "
    "has_gone disconnects_completely connection_lost doesn't_load not_connected no_fibre no_fiber blackout "
    "lost_service no_line has_been_out been_out was_out out_since gone lost_wifi went_off is_out won't_come_up no_tv "
    "dropped_off keeps_saying_offline",
    "sym_slow": "slow lag laggy lagging buffering sluggish crawling slowly snail slower high_ping high_latency "
    "low_speed speeds speed snail's_pace takes_forever super_slow so_slow freezing freezes lags freeze freezing_up "
    "buffers loading_forever takes_ages stutters stuttering pixelated painfully_slow mega_slow choppy ping",
    "sym_drop": "drops dropping intermittent keeps_disconnecting unstable cuts_out cutting_out on_and_off dropouts "
    "keeps_dropping drops_out disconnects disconnecting flaky in_and_out comes_and_goes keeps_going_down "
    "goes_on_and_off dropped unreliable keeps_cutting keeps_going_off drop_outs keeps_failing patchy going_in_and_out "
    "spotty every_few_minutes intermittently going_off_and_on off_and_on",
    "sym_dial": "no_dial_tone dead_line can't_call can't_make_calls no_dialtone line_is_dead can't_dial "
    "no_tone silent can't_hear can't_receive_calls no_dialing_tone cant_make_calls phone_is_dead no_sound "
    "can't_ring can't_dial_out line_dead cannot_make_calls can't_make_any_calls cannot_call "
    "can't_call_out no_incoming_calls no_dialling_tone phone_dead can't_make_or_receive_calls "
    "makes_no_sound makes_no_noise can't_hear_anything goes_silent no_sound_on cannot_make_or_receive "
    "can't_make_or_receive cant_make_or_receive unable_to_make_or unable_to_make_calls "
    "cannot_receive_calls cant_receive_calls",
    "sym_noise": "noise noisy crackling crackle static hum humming buzzing hissing echo crossed_line crackly hiss "
    "crackles buzz scratchy interference",
    "sym_dev": "red_light blinking_red flashing_red los won't_turn_on wont_turn_on no_lights "
    "lights_are_off doesn't_turn_on overheating smoking blinking flashing no_power won't_power won't_boot "
    "wont_power light_is_red red_los won't_start burnt fried red_lights lights_off light_off light_red "
    "keeps_rebooting keeps_restarting won't_switch_on not_turning_on doesn't_power_on won't_come_on "
    "not_powering no_light not_switching_on won't_light is_not_turning_on isn't_turning_on not_coming_on "
    "wont_boot wont_start wont_switch_on wont_come_on doesnt_turn_on",
    "broken": "broken broke not_working isn't_working isnt_working stopped_working faulty fault problem issue trouble "
    "out_of_order failed malfunctioning stopped acting_up not_work error defective playing_up messed_up knackered "
    "bust busted problems issues has_died on_the_blink on_the_fritz packed_up kaput bugged damaged wonky crashed "
    "conked_out died packed_in given_up_the_ghost misbehaving not_functioning nothing_works stop_working broken_down "
    "a_mess screwed is_off something_is_wrong something's_wrong wrong_with wrong_with_my nothing_working plays_up "
    "quit_working stopped_responding not_responding won't_respond acts_up not_right screen_is_black",
    "bad": "no_good bad",
    "repair": "repair fix report_a_fault repairing fault_report report_fault mend troubleshoot repaired diagnose",
    "install": "install set_up sign_up connect_my_new new_line installed setup subscribe hook_up new_broadband "
    "new_internet new_fibre new_fiber put_in installing new_connection have_installed get_connected apply_for "
    "setting_up fit fitted activate new_landline new_phone_line new_service add order_a new_wifi order_broadband "
    "ordering connected new_internet_connection hooked_up install_a instal activated order_new",
    "movehome": "moving_house relocate moving_to relocation new_address transfer_my move_house "
    "moving_home new_flat moved_house new_apartment new_house moved_to i'm_moving we're_moving im_moving "
    "we_are_moving i_am_moving moving_out moving_apartment new_place new_home moving_flat "
    "moving_apartments move_home relocating transfer_our moving_my move_my_internet move_my_broadband "
    "move_my_service move_my_line move_my_phone move_the_internet move_the_broadband move_our_internet "
    "move_our_broadband move_my_landline move_my_router move_my_connection move_the_router move_the_line "
    "just_moved move_broadband move_internet move_service move_the_landline move_the_modem move_the_phone "
    "move_our_line to_another_room to_the_new different_address move_my_wifi move_my_fibre move_my_fiber "
    "move_fibre move_to_a_new move_our_service transfer_service changing_apartment changing_flat "
    "changing_house change_of_address changing_address change_apartment with_me the_new_place "
    "our_new_place take_my_wifi take_my_internet bring_our_broadband moving_in moving_places "
    "moving_office move_our_office internet_moved broadband_moved line_moved phone_moved wifi_moved "
    "shift_my_line shift_my_internet shift_my_broadband shift_the_line shift_my_phone shift_my_router",
    "remove": "disconnect remove uninstall terminate close_my_account take_out deactivate "
    "close_the_account end_my_contract stop_my_service terminated shut_off dismantle removal "
    "collect_the_router removed take_away close_account take_down cancel_my_internet cancel_my_broadband "
    "cancel_my_service cancel_my_contract cancel_my_line cancel_my_subscription cancel_broadband "
    "cancel_internet cancel_the_broadband cancel_the_internet cancel_the_contract cancel_the_service "
    "end_the_contract pick_up_the_router collect_the_modem disconnection ripped_out get_rid_of "
    "cancel_my_landline rip_out take_the_equipment pick_up_the_equipment collect_the_equipment "
    "return_the_equipment take_the_router take_back stop_the_service take_the_modem take_the_box "
    "take_the_kit take_it_away",
    "mistake": "accidentally by_mistake mistakenly undo by_accident mistake in_error wrong_button kidding "
    "joking just_kidding only_joking",
    "maybe": "hopefully hope i_hope would_be_nice i_wish_it wish_it maybe perhaps possibly probably might think_i "
    "thinking_of thinking_about seems looks_like not_sure unsure i_think i_guess guess considering",
    "hasnt": "nothing no_body none hasn't hasnt haven't havent didn't didnt never wasn't wasnt not_been was_not "
    "has_not have_not did_not not_yet nothing_has no_one_has nobody_has",
    "mixup": "mixed_up wrong_day wrong_date wrong_time wrong_dates mixed_up_the got_the_dates got_the_day "
    "i_meant meant_to_say",
    "notthen": "don't_come_before don't_come_until don't_come_till dont_come_before dont_come_until "
    "not_come_before don't_come_at don't_come_on don't_come_today don't_come_tomorrow don't_come_in_the "
    "don't_send_anyone_before not_come_until",
    "alsothem": "neighbours_have neighbors_have neighbours_also neighbors_also neighbour_has neighbor_has "
    "neighbours_too neighbors_too next_door_also next_door_has everyone_else_has anyone_else anybody_else "
    "everybody_else all_the_neighbours all_the_neighbors",
    "price": "how_much_is how_much_does how_much_are price prices pricing cost costs tariff tariffs plan "
    "plans package packages how_much",
    "self": "myself ourselves",
    "foreign": "newsletter subscription membership alarm netflix holiday flight flights",
    "remind": "remind_me remind_me_again remind_me_at remind_us reminder",
}
EN: dict[str, str] = SPEECH | WISHES
