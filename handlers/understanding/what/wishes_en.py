"""The English words that carry a wish by themselves: concept -> words, a phrase joined by `_`."""

WISHES: dict[str, str] = {
    # --- the wishes themselves ------------------------------------------------------------------
    "cancel": "cancel cancelled canceled cancelling canceling call_off scrap cancle canel cancell cancellation "
    "call_it_off drop_the withdraw forget_the calling_off cancelation cancl cancels drop_my canceling_my called_off "
    "cxl",
    "change": "change reschedule postpone push_back push move_it rearrange rebook delay put_off "
    "move_my_appointment move_the_appointment move_my_visit move_the_visit switch changed moved "
    "rescheduled shift resched reshedule reschedual another_slot different_slot push_it_back move_to "
    "re-schedule re-arrange move_my_booking move_my move_the reschedule_it changing rescheduling defer "
    "swap move_our later_slot different_appointment new_appointment make_it postponed rather_have "
    "would_prefer prefer move move_mine adjust amend modify bring_back push_out moving_it switching alter "
    "altered altering",
    "advance": "bring_forward bring_it_forward move_up move_it_up come_earlier come_sooner move_it_forward "
    "move_forward bring_my move_my_appointment_up move_my_visit_up earlier_than arrive_earlier",
    "earlier": "earlier sooner earliest soonest any_cancellations waiting_list waitlist asap "
    "first_available any_earlier anything_earlier anything_sooner as_soon_as_possible next_available "
    "quickest wait_list any_sooner anyone_cancels someone_cancels somebody_cancels a_cancellation "
    "anybody_cancels",
    "unavail": "can't_make_it cant_make_it cannot_make_it not_available busy out_of_town "
    "won't_be_available wont_be_available something_came_up doesn't_suit doesnt_suit doesn't_work_for_me "
    "doesnt_work_for_me isn't_convenient not_convenient unavailable won't_make_it tied_up working_late "
    "at_work away double_booked have_to_work don't_work_for_me won't_work_for_me something's_come_up "
    "can't_do not_free can't_be_there no_good_for_me isn't_good not_good_for_me not_suitable "
    "have_a_meeting cant_do won't_be_able_to_make won't_be_able inconvenient can't_be_home cant_be_home "
    "be_able_to_make_it have_to_go_out can't_wait_in cannot_do conflict emergency_came_up will_be_out "
    "out_of_the_country i'll_be_out too_busy no_longer_convenient no_longer_suits no_longer_possible "
    "can't_do_that_day cant_do_that_day can't_do_that_time cant_do_that_time bad_time bad_day "
    "at_the_dentist i'm_at_the_dentist at_the_doctor i'm_at_the_doctor i'm_at_the_hospital at_the_doctors "
    "i'm_at_the_office i'm_at_the_airport i'm_at_school at_the_airport at_the_office",
    "away": "not_home not_at_home won't_be_home wont_be_home won't_be_in isn't_home not_in nobody_is_in aren't_home "
    "won't_be_there not_be_home not_be_in isn't_in wont_be_in not_there no_one_will_be_home nobody_will_be_home "
    "not_be_at_home wont_be_at_home won't_be_at_home nobody_will_be_in no_one_will_be_in",
    "nobody": "nobody_home nobody_is_home no_one_home no_one_is_home no_answer nobody_at_home no_one_at_home "
    "customer_not_home doesn't_answer not_answering nobody_answers no_one_answers customer_is_not_home "
    "customer_isn't_home no_response customer_absent customer_is_out nobody's_home no_one's_home customer_not_there "
    "customer_not_in noone_home no_one_there nobody_there nobody_answering no_one_answering nobody_in customer_away "
    "doesn't_open customer_unreachable no-one_home can't_reach_the_customer no_reply noone_answering noone_answers "
    "no_access nobody_opens didn't_answer isn't_answering noone_there customer_is_away nobody_came_to_the_door "
    "no_one_came_to_the_door noone_is_home wife_not_home no_show nobody_is_at_home no_one_is_at_home "
    "nobody_at_the_address no_one_in",
    "home": "i'm_home im_home i_am_home at_home someone_is_home i'm_at_home i_am_here i'm_in we're_home "
    "someone_is_in we_are_home im_here home waiting_at_home someone's_home somebody_is_home i_am_in "
    "we_are_in we're_in im_in somebody's_home be_home someone_will_be_home somebody_is_in someone_is_here "
    "somebody_is_here someone's_here let_him_in let_you_in let_them_in got_home",
    "fixed": "fixed working works_now working_now sorted resolved back_up all_good_now solved back_online it_works "
    "up_and_running works_again working_again restored back_to_normal works_fine working_fine it's_working sorted_out "
    "online_again all_working fine_now good_now running_again all_sorted came_back_on works_great problem_solved "
    "all_fixed works_perfectly got_internet_back have_internet_again issue_solved issue_resolved problem_fixed "
    "problem_resolved fault_cleared problem_is_gone works_like_a_charm is_back_up ok_now okay_now no_more_problems "
    "all_ok_now running_fine up_again internet_is_back connected_again its_working all_good_again it's_back_on "
    "working_perfectly is_up problem's_gone issue_is_gone fault_is_gone",
    "okuse": "all_good good all_ok fine it's_all_good it's_good it's_fine it's_ok its_fine it_is_fine it's_okay "
    "its_ok its_good",
    "notfixed": "unresolved not_fixed isn't_fixed isnt_fixed wasn't_fixed still_broken still_down "
    "still_not_working still_no_internet still_not_fixed still_slow still_doesn't_work still_doesnt_work "
    "still_isn't_working still_dead still_nothing still_no_connection still_can't_connect still_no_signal "
    "still_having still_no_dial_tone still_offline still_faulty didn't_fix didnt_fix no_improvement "
    "same_problem same_issue problem_persists no_better no_change hasn't_been_fixed not_resolved "
    "not_solved still_out no_difference nothing_has_changed still_cuts_out still_drops still_dropping "
    "still_have_no same_as_before still_won't issue_persists still_crackling didn't_help still_no_wifi "
    "still_not still_the_same fault_persists came_back_again nothing_changed still_isn't still_doesn't "
    "not_been_fixed didn't_solve never_fixed problem_remains still_noisy didnt_help hasn't_fixed "
    "not_sorted isn't_sorted still_disconnecting still_bad still_lagging still_isnt still_cant "
    "still_can't worse even_worse it's_worse got_worse without_fixing without_solving without_repairing "
    "still_rubbish still_useless still_crap still_terrible still_awful still_playing_up still_wrong "
    "no_different the_same_as_before same_old couldn't_fix could_not_fix couldnt_fix can't_fix cannot_fix "
    "wasn't_able_to_fix unable_to_fix failed_to_fix didn't_last same_fault same_thing half_fixed "
    "partly_fixed partially_fixed half_working didn't_manage",
    "selfheal": "fixed_itself sorted_itself came_back_by_itself working_by_itself resolved_itself fixed_it_myself "
    "came_back_on_its_own works_by_itself by_itself on_its_own sorted_it_myself solved_it_myself healed_itself "
    "restarted_it_and repaired_itself figured_it_out rebooted_it_and restarting_fixed rebooting_fixed restart_fixed "
    "reboot_fixed fixed_it_ourselves solved_itself did_it_myself reset_fixed sorted_it_ourselves of_its_own_accord "
    "by_its_self itself it_ourselves i_fixed_it we_fixed_it fixed_by_myself",
    "nomore": "no_longer_interested not_interested don't_come dont_come do_not_come no_need_to_come "
    "don't_send do_not_send don't_bother_coming dont_send call_it_quits no_visit_needed "
    "dont_bother_coming not_interested_anymore went_with_another don't_need_you don't_need_anyone "
    "don't_need_anybody dont_need_you dont_need_anyone no_need_for_anyone",
    "confirm": "confirm confirmed confirming i_confirm conform that's_confirmed comfirm confrim",
    "complain": "complain complaint complaints complaining terrible awful unacceptable ridiculous rude "
    "worst disgusting disgraceful rip-off ripped_off refund compensation useless pathetic furious angry "
    "horrible scam disappointed joke appalling incompetent fed_up sick_of report_you ombudsman "
    "unprofessional shocking unhappy outrageous poor_service bad_service a_disgrace dreadful "
    "sick_and_tired atrocious not_happy dissatisfied had_enough wasted_my not_acceptable lousy frustrated "
    "overcharged lied compensate crap shambles poor_experience bullshit wasting_my compalin disgusted "
    "appalled left_a_mess left_mud made_a_mess damaged_my scratched_my disgust formal_complaint shambolic "
    "regulator reporting_you ofcom solicitor lawyer sue_you",
    "human": "human agent operator real_person representative person call_me live_agent someone_real customer_service "
    "speak_to_someone talk_to_someone customer_support supervisor manager phone_me ring_me call_back call_me_back "
    "real_human somebody_real dispatcher support_team talk_to_a talk_to_someone speak_to_a speak_with_someone "
    "speak_with_a talk_with_someone humans speak_to_somebody talk_to_somebody speak_with talk_to_people "
    "give_me_a_call give_me_a_ring live_chat helpdesk help_desk call_centre call_center an_actual_person "
    "actual_person speak_to_an speak_to_the human_being reach_someone chat_with_someone contact_me not_a_bot "
    "real_people hotline connect_me_to connect_me_with put_me_through stop_bot",
    "thanks": "thanks thank_you thx cheers ty many_thanks appreciated much_appreciated appreciate thank_u "
    "thank tks thankyou thnx tysm tnx nice_one grateful thanx ta thank_you_so_much thanks_a_lot "
    "thanks_so_much bless_you much_obliged ta_very_much bless",
    "nothanks": "no_thanks no_thank_you no_thx nah_thanks no_problem_thanks no_ta",
    "greet": "hello hi hey good_morning good_afternoon good_evening hiya morning_all greetings yo anyone_there howdy "
    "hi_there hello_there hey_there anybody_there good_day helo good_night goodnight goodbye bye",
    "to_zh": "chinese mandarin cantonese putonghua zh",
    "to_en": "english en",
    "speak": "speak switch_to use talk_in change_to reply_in in answer_in write_in language_to set_language_to",
    "language": "language lang",
    "help": "help menu what_can_you_do how_does_this_work instructions commands options get_started "
    "what_do_you_do how_do_i_use_this how_to_use what_can_i_do_here what_can_i_ask how_do_you_work "
    "what_are_my_options what_can_you_help what_can_this_bot_do /help /start user_guide what_do_i_type "
    "what_do_i_say what_should_i_type what_can_i_say what_can_i_write what_should_i_say",
    "yes": "yes yep yeah sure ok okay y yup right correct fine_by_me of_course alright that's_right agreed k "
    "sounds_good absolutely will_do no_problem definitely go_ahead yea ya aye exactly okie yess kk that's_fine "
    "thats_fine it_is certainly okey ok_then deal done_deal got_it noted fine_with_me that's_good all_right "
    "by_all_means i_do sounds_great i_agree roger understood copy_that 👍 yes_please affirmative okay_then "
    "that_is_fine yes_it_is",
    "no": "no nope nah n no_way not_really negative no_sir not_at_all of_course_not not_ok not_okay "
    "no_it's_not no_it_isn't that's_wrong decline_it don't_agree not_now_thanks absolutely_not no_deal i_disagree "
    "not_this_time don't_think_so i_don't_think_so no_it_is_not not_really_no it's_not_fixed_no not_exactly "
    "i'm_afraid_not afraid_not",
    "later": "later not_now remind_me_later ask_me_later in_a_bit give_me_a_minute another_time_maybe "
    "let_me_think i'll_think hold_on get_back_to_you wait_a_moment one_moment will_decide_later "
    "maybe_later busy_right_now can't_talk cant_talk in_a_meeting let_me_check i'll_let_you_know one_sec "
    "driving some_other_moment not_right_now later_please think_about_it need_to_think i'll_check "
    "i'll_reply i'll_get_back hang_on a_second give_me_a_sec talk_later will_get_back give_me_some_time "
    "in_a_minute can't_right_now busy_now catch_you_later later_on_please decide_later check_with_my "
    "let_you_know answer_later ask_me_again ask_again need_to_ask "
    "check_with_the ask_my will_confirm_later ask_me can't_say cant_say can't_tell cant_tell couldn't_say "
    "don't_know_yet dont_know_yet not_sure_yet",
    # --- outages --------------------------------------------------------------------------------
    "outage": "outage outages power_cut area_wide whole_building whole_street everyone cut_in_service "
    "planned_works cutover service_interruption down_in_my_area entire_building entire_street known_issue "
    "power_outage power_failure network_problem system_down whole_block mass_fault my_area our_area "
    "the_area in_the_area network_issue area whole_estate whole_neighbourhood everybody blackouts "
    "works_in maintenance_work all_my_neighbours all_my_neighbors in_my_street in_my_building "
    "on_my_street service_disruption our_street our_building my_street my_building my_block whole_village "
    "network_down maintenance planned_maintenance are_you_having you_having_problems any_problems "
    "are_there_problems any_issues problems_in wide_problem issues_in having_problems_in servers_down "
    "planned_work engineering_works network_upgrade network_maintenance upgrade known_faults any_faults "
    "known_fault known_issues any_known known_problems whole_road entire_road",
    "back": "back restored_by be_back come_back back_on be_restored be_up returned get_it_back be_working be_fixed "
    "up_again_when be_resolved gets_restored be_sorted get_fixed be_repaired it_is_back restoration recover be_over "
    "be_online back_again coming_back",
    "tell": "tell_me notify let_me_know inform message_me text_me update_me notify_me keep_me_posted "
    "ping_me tell_us keep_me_updated let_us_know updates alert_me an_update any_update any_news "
    "any_updates drop_me_a_text drop_me_a_line send_me_a_text give_me_a_shout send_me_a_message "
    "drop_me_a_message",
    # --- technicians ----------------------------------------------------------------------------
    "late": "late delayed running_late stuck_in_traffic running_behind behind_schedule traffic be_late "
    "traffic_jam stuck_at held_up behind overrunning be_delayed overran runs_late jammed flat_tyre "
    "flat_tire gridlock previous_job last_job running_over stuck accident road_closed roadworks",
    "arrive": "arrived on_site i'm_here at_the_door outside i've_arrived reached got_here onsite "
    "i_have_arrived at_the_customer's at_the_address here_now at_customer downstairs_now at_the_gate "
    "at_the_building at_location at_the_site at_the_customer i'm_at_the at_the_property at_premises "
    "just_arrived just_got_here got_there at_customer's im_at_the here on_location got_to_site at_site "
    "to_site got_to_the_site",
    "depart": "on_my_way leaving set_off heading_out leaving_now en_route on_the_way omw heading_there driving_there "
    "departed starting_out heading_over heading_to going_there_now setting_off departing otw on_route going_now "
    "headed_there i'm_off hit_the_road leave_now on_the_road heading off_to enroute coming_now on_his_way "
    "on_their_way on_her_way i've_left just_left have_left left_now i_left",
    "done": "done finished completed complete all_done job_done wrapped_up finish close_out closed_out job_complete "
    "finished_up installed_and_working tested_ok work_done all_finished closing_out installation_complete "
    "all_installed installed_and_tested line_tested job's_done close_the_job closed close_the_order "
    "complete_the_order close_it_out wrapping_up speed_tested",
    "accept": "accept take_it i'll_take i_will_take accepted i'll_do_it i_can_do give_it_to_me on_it mine_then "
    "accepting taking_it i_take i'll_go i_can_take i_got_it i'll_get_it i_will_do_it assign_me i'm_taking count_me_in "
    "i_can_go i'll_grab i_can_make_it happy_to_take i_will_go i'll_have_it claim can_do",
    "decline": "decline can't_take cant_take cannot_take reject pass give_it_to pass_on refuse declined "
    "not_taking won't_take someone_else_take reassign can't_do_this can't_accept someone_else_should "
    "too_far fully_booked overloaded have_to_pass can't_do_that cant_do_this hand_it_over cannot_accept "
    "cannot_do_this turn_down no_capacity my_plate_is_full skip_this i'm_full wont_take can't_take_on "
    "cannot_take_on assign_someone pass_this give_this_to i'll_pass find_someone_else hand_over rejecting "
    "declining not_me other_side_of_town other_end_of_town too_far_away fully_loaded full_up maxed_out",
    "sick": "sick ill flu fever unwell hospital food_poisoning cold injured vomiting hurt_my migraine covid doctor "
    "not_feeling_well feeling_ill throwing_up broke_my sprained headache stomach back_pain my_back clinic "
    "under_the_weather diarrhea diarrhoea feel_awful twisted_my temperature toothache twisted er a_bug poorly surgery "
    "dizzy not_well not_feeling_good not_feeling_great i'm_not_well im_not_well i_am_not_well i'm_not_feeling "
    "am_not_well i'm_unwell",
    "dayoff": "day_off time_off off_sick leave_of_absence on_leave sick_leave off_today take_leave "
    "vacation call_in_sick calling_in_sick off_work sick_day calling_out take_off annual_leave days_off "
    "off_tomorrow personal_day signed_off monday_off tuesday_off wednesday_off thursday_off friday_off "
    "saturday_off sunday_off tomorrow_off today_off week_off morning_off afternoon_off",
    "cantwork": "can't_work can't_come_in cant_work cant_come_in won't_be_working can't_make_it_in can't_make_my "
    "cannot_work not_coming_in won't_be_in_today cannot_come_in cant_make_it_today not_able_to_work unable_to_work "
    "can't_come_to_work can't_make_it_today won't_make_it_in unable_to_come cant_come_to_work can't_come_today "
    "cannot_come_to_work",
    "list": "schedule_today my_schedule tasks list today's_jobs todays_jobs route todo to-do my_jobs "
    "agenda next_job rota my_day day_plan my_route jobs_today my_list assignments first_job worklist "
    "my_tasks day_look run_sheet workload what's_next whats_next next_up what's_on whats_on "
    "what_have_i_got what_do_i_have where_next where_to_next",
    "client": "customer client customer's homeowner tenant subscriber she_wants he_wants they_want",
    # --- dispatchers ----------------------------------------------------------------------------
    "search": "search find look_up lookup show_me show pull_up display open_order locate look_for bring_up view "
    "search_for info_on details_for details_of status_of",
    "unassigned": "unassigned not_assigned without_technician nobody_assigned unallocated no_technician "
    "not_dispatched open_jobs open_orders pending_jobs undispatched not_yet_assigned no_technician_yet "
    "without_a_technician not_allocated nobody_took unclaimed awaiting_dispatch waiting_for_dispatch pending_orders "
    "no_tech nobody_on no_one_on nobody_assigned_to without_anyone without_an_engineer without_engineer no_engineer "
    "unfilled no_assignee not_taken",
    "nocome": "nobody_came no_one_came noone_came nobody_has_come no_one_has_come nobody_turned_up "
    "no_one_turned_up nobody_showed_up no_one_showed_up hasn't_come didn't_come not_here_yet "
    "still_not_here still_waiting nobody_here_yet hasn't_arrived hasnt_arrived hasn't_shown_up never_came "
    "never_showed_up didn't_show didn't_show_up didnt_show no_sign_of hasn't_turned_up didn't_turn_up "
    "still_hasn't_arrived been_waiting waiting_all_day nobody_is_here no_one_is_here nobody_here "
    "no_one_here nobody_came_yet nobody's_here nobody_has_arrived no_one_has_arrived nobody_has_been "
    "no_one_has_been nobody_arrived no_one_arrived no_technician_came not_arrived hasn't_been_here "
    "hasn't_shown nobody_ever_came is_anyone_coming is_anyone_actually is_somebody_coming "
    "is_someone_coming are_you_coming are_you_still_coming is_he_coming is_he_still not_a_soul "
    "waiting_since waiting_for_hours waited_all_day waited_all_morning been_sat_here sat_here_all "
    "waited_in waited_in_all no_one_to_be_seen not_a_sign no_one's_shown nobody's_shown nobody's_come "
    "no_one's_come no_one's_been nobody's_been no_one's_turned nobody's_turned no_sign_of_him "
    "no_sign_of_her no_sign_of_them no_sign_of_anyone no_sign_of_your",
    "welcome": "no_worries you're_welcome you_are_welcome",
    "keeps": "see_you see_you_then as_planned as_scheduled still_on on_schedule i'll_be_home "
    "i_will_be_home i'll_be_there i'll_be_in i'll_be_here we'll_be_home looking_forward i_will_be_there "
    "i'll_be_waiting we_will_be_home someone_will_be_in see_u we'll_be_in i'll_wait please_keep_it "
    "keep_it keep_my_appointment keep_the_appointment someone_will_be_here somebody_will_be_here "
    "someone_will_be_around we'll_be_here",
    "agree": "that'll_work that_will_work should_work will_work would_work can_work works_with works_for_me suits_me that_works that_time_is_fine time_works that_suits time_is_good works_well "
    "time_is_fine time_is_ok works_for_us suits_us fine_for_me ok_for_me works_for good_for_me okay_for_me "
    "fine_with_us it's_a_date happy_with_that all_set works_best",
    "mind": "changed_my_mind never_mind nevermind forget_it forget_about_it changed_our_mind leave_it",
    "praise": "sweet super brilliant lovely fab awesome wonderful cool great perfect excellent",
    "forfixing": "for_fixing for_sorting for_solving for_repairing for_mending",
}
