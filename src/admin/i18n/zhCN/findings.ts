import type { Words } from "../words"

export const findings: Words["findings"] = {
  dispute: "付款人的银行对此付款中的 {{sum}} 提出争议。",
  warning: "付款人的银行就此付款中的 {{sum}} 提出查询，或预警争议。",
  reason: "原因：{{reason}}。",
  until: "可在 {{date}} 之前在支付服务商处答复。",
  noDeadline: "支付服务商未给出期限。",
  refundFailed: "{{sum}} 的退款未到达付款人：请再次退款或通过其他方式退款。",
  silent:
    "自 {{date}} 起没有收到账户 {{account}} 的 Webhook，尽管仍有付款。此前每 {{minutes}} 分钟收到一次。请在支付服务商处查看它是否已停用或被拒绝。",
  differences: {
    amount: "预期 {{expected}}，报告 {{reported}}。",
    noAmount: "预期 {{expected}}；未报告金额。",
    unreadable: "预期 {{expected}}；报告的金额无法读取。",
    currency: "预期货币 {{expected}}，报告货币 {{reported}}。",
    cart: "应付 {{asked}}；购物车现在的总额为 {{costs}}。",
    mode: "此账户接受 {{takes}} 模式的付款；支付服务商报告了一笔 {{reports}} 模式的付款。",
    paymentProvider: "付款会话属于 {{belongs}}；此账户接受 {{takes}}。",
  },
}
