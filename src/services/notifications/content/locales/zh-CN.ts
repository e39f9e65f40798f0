import type { Catalog } from "../catalog"
import { merchantWords } from "../merchant-words"

const order = "{has_order, select, yes {订单 {order} } other {您的订单}}"
/** The shop before the thing that was bought there. */
const shop = "{has_shop, select, yes {在{shop}的} other {}}"
const from = "{has_shop, select, yes {【{shop}】} other {}}"
const card = "{has_brand, select, yes { {brand} 卡} other {银行卡}}{has_last4, select, yes {（尾号 {last4}）} other {}}"
const bought = `{has_order, select, yes {${shop}订单 {order} } other {${shop}订单}}`

const merchant = merchantWords({
  about: "{about, select, both {（订单 {order}，{amount}）} order {（订单 {order}）} amount {（{amount}）} other {}}",
  where:
    "{has_due, select, yes {答复截止时间：{due}\n} other {}}" +
    "{has_account, select, yes {账户：{account}\n} other {}}" +
    "{has_provider_payment, select, yes {支付服务商的支付编号：{provider_payment}} other {}}",
})

/** Simplified Chinese. */
export const zhCN: Catalog = {
  frame: {
    links: {
      order: "查看订单",
      pay: "完成支付",
      paymentMethods: "更新支付方式",
      preferences: "通知设置",
      attention: "查看详情",
      shop: "访问商店",
    },
    support: "如有疑问，请发邮件至 {support_email}。",
    unsubscribe: "退订",
  },
  customer: {
    "payment.captured": {
      subject: `已收到${order}的付款`,
      text: `我们已收到您${bought}的付款 {amount}。\n\n感谢您的惠顾。`,
      short: `${from}已收到${order}的付款 {amount}，感谢您的惠顾。`,
    },
    "payment.pending": {
      subject: `${order}的付款尚未确认`,
      text: `您${bought}的付款 {amount} 正在处理中，尚未确认。部分支付方式可能需要几天时间。\n\n您无需进行任何操作，也请不要重复付款。确认后我们会立即通知您。`,
      short: `${from}${order}的付款 {amount} 尚未确认。请不要重复付款，确认后我们会通知您。`,
    },
    "payment.requires_action": {
      subject: `请完成${order}的付款`,
      text: `您${bought}的付款 {amount} 还需要您完成一个步骤，例如在银行应用中确认。\n\n目前尚未扣款。`,
      short: `${from}${order}的付款 {amount} 还需要您完成一个步骤。目前尚未扣款。`,
    },
    "payment.late": {
      subject: `关于${order}取消后到达的付款`,
      text: `我们收到了您${bought}的付款 {amount}，但该订单或这笔付款请求此前已取消，这笔款项已无需支付。\n\n这笔付款不会使订单恢复。我们会退款，或就此与您联系。您无需进行任何操作，也请不要重复付款。`,
      short: `${from}${order}的付款 {amount} 在取消之后到达，我们会退款或与您联系，请不要重复付款。`,
    },
    "payment.failed": {
      subject: `${order}付款失败`,
      text: `您${bought}的付款 {amount} 未成功。{count, plural, =0 {} =1 {} other {共尝试 # 次。}}\n\n您没有被扣款。您可以使用原支付方式或其他支付方式重试。`,
      short: `${from}${order}的付款 {amount} 未成功，您没有被扣款。`,
    },
    "payment.canceled": {
      subject: `${order}的付款已取消`,
      text: `您${bought}的付款 {amount} 已取消。\n\n不会再产生任何扣款。`,
      short: `${from}${order}的付款 {amount} 已取消，不会再产生任何扣款。`,
    },
    "payment.expired": {
      subject: `未收到${order}的付款`,
      text: `您${bought}的付款（{amount}）期限已过，我们没有收到款项。\n\n您没有被扣款。`,
      short: `${from}${order}的付款（{amount}）期限已过，您没有被扣款。`,
    },
    "refund.succeeded": {
      subject: `${order}已退款`,
      text: `{has_remaining, select, yes {您${bought}的付款已退回 {amount}，其余 {remaining} 未退款。} other {您${bought}的付款已退回 {amount}。}}\n\n银行可能需要几天时间才能显示到账。`,
      short: `${from}${order}已退款 {amount}，银行可能需要几天时间才能显示到账。`,
    },
    "refund.failed": {
      subject: `${order}的退款有所延迟`,
      text: `您${bought}的退款 {amount} 未能完成。\n\n我们正在处理，并会确保您收到款项。您无需进行任何操作。`,
      short: `${from}${order}的退款 {amount} 有所延迟。我们正在处理，您无需进行任何操作。`,
    },
    "reward.issued": {
      subject: `感谢您的惠顾，送您一份优惠`,
      text: `感谢您{has_shop, select, yes {在{shop}} other {}}的惠顾{has_order, select, yes {（订单 {order}）} other {}}。您的优惠码是 {code}：下次购物{has_minimum, select, yes {满 {minimum} } other {}}可减免 {worth}。\n\n优惠码仅限此邮箱地址使用一次{has_ends, select, yes {，有效期至 {ends}} other {}}。`,
      short: `${from}感谢您的惠顾。凭优惠码 {code}，下次购物{has_minimum, select, yes {满 {minimum} } other {}}可减免 {worth}{has_ends, select, yes {，有效期至 {ends}} other {}}。`,
    },
    "payment_method.expiring": {
      subject: "您保存的支付方式即将到期",
      text: `您{has_shop, select, yes {在{shop}} other {}}保存的${card}将于 {expires} 到期。\n\n请及时添加其他支付方式，以免影响您的下一次付款。`,
      short: `${from}您保存的${card}将于 {expires} 到期，请及时添加其他支付方式。`,
    },
    "attention.orphan_payment": {
      subject: "已收到付款，正在核对您的订单",
      text: `我们已收到您${bought}的付款 {amount}，但暂时无法确认订单。\n\n我们正在处理。您无需进行任何操作，也请不要重复付款。`,
      short: `${from}已收到您的付款 {amount}，正在核对您的订单。请不要重复付款。`,
    },
  },
  merchant: {
    "attention.mismatch": merchant("付款与订单不一致", "尚未标记为已付款。您可以按现状接受该付款、退款，或忽略此提醒。"),
    "attention.orphan_payment": merchant(
      "付款没有对应的订单",
      "客户已付款，但未能生成订单。排除原因后请选择接受以重试，或者退款。",
    ),
    "attention.double_payment": merchant("订单被重复付款", "第二笔付款未入账。请退款；如果两笔都需要，请选择接受。"),
    "attention.late_payment": merchant("付款在取消之后到达", "该付款未入账：付款或其订单此前已取消。请退款，或选择接受以入账。"),
    "attention.capture_reversed": merchant(
      "付款被撤回",
      "订单显示为已付款，但支付服务商称并未付款。核实之前请勿发货；选择接受即记为损失。",
    ),
    "attention.refund_failed": merchant("退款失败", "客户没有收到款项。请通过其他方式退款。"),
    "attention.refund_pending": merchant("退款长时间未完成", "请向支付服务商询问原因。"),
    "attention.dispute": merchant("付款存在争议", "请在截止时间之前到支付服务商处答复。"),
    "attention.unpaid_order": merchant("订单不会被支付", "支付服务商已放弃该付款。请取消订单，或请客户重新付款。"),
    "attention.risk": merchant("付款存在风险", "发货之前请先核查。"),
    "attention.provider_silent": merchant(
      "支付服务商没有消息",
      "超过平常的时间没有收到 webhook。请检查支付服务商处的 webhook 网址。",
    ),
    "attention.drift": merchant("付款与支付服务商的记录不一致", "未能自动更正。"),
    "attention.dead_event": merchant("一个 webhook 未能处理", "系统不再重试。请排除原因后选择接受以处理，或者忽略。"),
    "attention.out_of_stock": merchant("已付款的订单缺货", "请补货并预留商品，或者退款，然后忽略此提醒。"),
    "attention.unclear_report": merchant(
      "支付服务商的通知不明确",
      "服务商通知了一笔资金变动，但无法读取。请在服务商处核对，然后关闭此项。",
    ),
    "attention.foreign_order": merchant(
      "有订单来自其他渠道",
      "该订单在同一账户上付款，但本店没有对应的订单。请手动录入，然后关闭此项。",
    ),
    "attention.after_payment_failed": merchant(
      "付款后的步骤未能完成",
      "付款及其订单不受影响。请排除原因并手动完成，然后忽略此提醒。",
    ),
    "attention.delivery_failing": merchant(
      "无法送达第三方",
      "所有投递均未到达。请修复目标或其接收端，恢复失败的投递，然后忽略此提醒。",
    ),
    "dispute.deadline": merchant("争议尚未答复", "请在截止时间之前到支付服务商处答复，否则将失去这笔款项。"),
    "dispute.closed": merchant("一项争议已关闭", "争议已结束，没有胜诉方，无需再做任何操作。"),
    "dispute.won": merchant("争议已胜诉", "款项归您所有，无需再做任何操作。"),
    "dispute.lost": merchant("争议已败诉", "款项已退回付款人，订单的交易记录中已注明。这笔款项并非由商店退款。"),
  },
}
