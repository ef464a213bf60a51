# Who somebody is (D-29).
button-identify = 🔍 查已有的工单
identity-number = 请发来工单号和预留手机号的后四位,例如 <code>261124-123456 8001</code>。
    也可以点下面的按钮,直接分享您自己的号码。
identity-number-unclear = 没看出工单号。请发来工单号,例如 <code>261124-123456</code>。
identity-four = 请再发预留手机号的后四位。
identity-contact-unclear = 这个号码没法识别。请直接发工单号和手机号后四位。
identity-phone-kept = 号码已核实:{ $phone }
identify-first = 您的工单可以在这里查:点下面的按钮,核对一下就能看到。
