import type { Catalog } from "../catalog"
import { attentionMessages, merchantWords } from "../merchant-words"
import { zhCN as attention } from "./attention/zh-CN"

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
    ...attentionMessages(merchant, attention),
    "dispute.deadline": merchant("争议尚未答复", "请在截止时间之前到支付服务商处答复，否则将失去这笔款项。"),
    "dispute.closed": merchant("一项争议已关闭", "争议已结束，没有胜诉方，无需再做任何操作。"),
    "dispute.won": merchant("争议已胜诉", "款项归您所有，无需再做任何操作。"),
    "dispute.lost": merchant("争议已败诉", "款项已退回付款人，订单的交易记录中已注明。这笔款项并非由商店退款。"),
  },
}
