# Joining.
role-technician = 装维人员
role-dispatcher = 派单员
role-hotline = 客服热线
role-fault_desk = 障碍台
role-response_centre = 客响中心
role-resource_desk = 资源配置
role-business_hall = 营业厅
role-contractor_admin = 外包管理员
role-callback_agent = 回访人员
role-network_centre = 网管中心
role-supervisor = 主管
role-head = 负责人
invite-dropped = 好的,没有邀请。
invite-role = <b>邀请同事</b>:什么岗位?
invite-name = { $role },姓名?
invite-company = { $name } 是哪家的?
invite-company-name = { $name }
invite-areas = { $name } 跑哪些片区?
invite-areas-done = 选好了
invite-areas-all = 全部片区
invite-certificate =
    { $name } 的装维服务资格证号?有效期写在后面,比如:
    <code>ZW-2026-018 2027-12-31</code>
invite-no-certificate = 还没有证
invite-link =
    ✅ { $name }({ $role })的加入链接,请只发给本人。{ $days } 天内有效,只能用一次:
    { $link }
staff-joined = 👋 { $name } 已加入({ $role })。
