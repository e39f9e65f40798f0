/** WeChat Pay's fields about the payer, beyond the names that are masked everywhere. */
export const wechatpayRedact = [
  "resource.payer",
  "resource.combine_payer_info",
  // Bank and card of the payer: `CMB_CREDIT`, and in refunds the last digits of the card.
  "resource.bank_type",
  "resource.sub_orders.*.bank_type",
  "resource.user_received_account",
  // Place and device of the payment, and the payer's address on the network.
  "resource.scene_info",
  // Number plates.
  "resource.parking_info",
  // Other people in events that are not read: receivers of shared profits and of transfers, users of a pay score.
  "resource.receiver",
  "resource.user_name",
  "resource.openid",
  "resource.*.openid",
  "resource.*.*.openid",
] as const
