# An order for somebody on the phone.
phone-order-phone =
    <b>☎ 电话下单</b>
    来电人的手机号?也可以一句话说完:
    「13800001111 王芳 宽带坏了 幸福里3栋501 明天下午」
phone-order-phone-unclear = 没看到能用的电话号码。
phone-order-name = 这个号码没有存档。客户怎么称呼?
phone-order-name-unclear = 请只写姓名,不带数字。
phone-order-kind = { $name } 要办什么?
phone-order-services = { $name } 的哪些业务?一张单里的业务一次上门办完。
phone-order-ticked = ☑ { $service }
phone-order-unticked = ☐ { $service }
button-services-done = 选好了
phone-order-tap-please = 请点按钮,或者用一句话说清楚。
phone-order-address = { $name } 的上门地址?{ $known ->
    [0] 请直接写。
   *[other] 选一个,或直接写。
}
phone-order-address-unclear = 地址要写清楚,最多 { $most } 个字。
phone-order-area = 「{ $address }」属于哪个片区?不对可以重写地址。
button-desk-add-fault_note = 加故障描述
button-desk-add-access_note = 加进门说明
button-desk-add-contact = 加现场联系人
phone-order-note-fault_note = 请写故障现象。
phone-order-note-access_note = 请写进门说明(门禁、停车等)。不要写密码。
phone-order-note-contact = 请写现场联系人的姓名和电话。
button-no-time-yet = 先不约时间
button-take-without-time = 先受理,以后约
button-past-deadline = 看时限之后的
phone-order-taken = ✅ 已受理,时限从现在算起;还没约时间,在「未派」里。
phone-order-nothing-free = 时限之内没有空档。可以约在时限之后(要写原因),或先受理、想办法加开档期。
phone-order-not-of-this = 这句和这张单对不上,没有改动。要改时间,直接写时间;别的电话请先定了或不办这张。
