# Joining.
role-technician = technician
role-dispatcher = dispatcher
role-hotline = hotline
role-fault_desk = fault desk
role-response_centre = response centre
role-resource_desk = resource desk
role-business_hall = business hall
role-contractor_admin = contractor administrator
role-callback_agent = call-back agent
role-network_centre = network centre
role-supervisor = supervisor
role-head = head of unit
invite-dropped = All right, nobody was invited.
invite-role = <b>Invite a colleague</b>: as what?
invite-name = The { $role }'s name?
invite-company = Whose staff is { $name }?
invite-company-name = { $name }
invite-areas = Which areas does { $name } serve?
invite-areas-done = Done
invite-areas-all = All areas
invite-certificate =
    { $name }'s service certificate number? The day it is valid until may follow, like
    <code>ZW-2026-018 2027-12-31</code>
invite-no-certificate = No certificate yet
invite-link =
    ✅ The link for { $name } ({ $role }), for them alone. Valid { $days } days, once:
    { $link }
staff-joined = 👋 { $name } has joined ({ $role }).
