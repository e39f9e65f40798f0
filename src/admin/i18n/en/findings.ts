export const findings = {
  dispute: "The payer’s bank contests {{sum}} of this payment.",
  warning: "The payer’s bank asks about {{sum}} of this payment, or warns of a dispute.",
  reason: "Reason: {{reason}}.",
  until: "It can be answered at the provider until {{date}}.",
  noDeadline: "The provider names no deadline.",
  refundFailed: "A refund of {{sum}} did not reach the payer: refund it again, or by other means.",
  silent:
    "No webhook of the account {{account}} since {{date}}, although payments are being made. Before, one came every {{minutes}} minutes. See at the provider whether it is switched off or refused.",
  differences: {
    amount: "Expected {{expected}}, reported {{reported}}.",
    noAmount: "Expected {{expected}}; no sum was reported.",
    unreadable: "Expected {{expected}}; the reported sum cannot be read.",
    currency: "Expected in {{expected}}, reported in {{reported}}.",
    cart: "Asked for were {{asked}}; the cart costs {{costs}} now.",
    mode: "The account takes {{takes}} payments; the provider reports one of mode {{reports}}.",
    paymentProvider: "The payment session belongs to {{belongs}}; the account takes {{takes}}.",
  },
}
