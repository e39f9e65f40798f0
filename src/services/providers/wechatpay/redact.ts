/**
 * Only fields that are read are stored. Rows of older versions hold the whole resource: its fields about the payer, and the
 * merchant's own texts, beyond the names that are masked everywhere.
 */
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
  // The merchant's own texts, and descriptions of what was bought.
  "resource.attach",
  "resource.sub_orders.*.attach",
  "resource.description",
  "resource.promotion_detail",
  "resource.goods_detail",
  // Other people in events that are not read: receivers of shared profits and of transfers, users of a pay score.
  "resource.receiver",
  "resource.user_name",
  "resource.company_name",
  "resource.location",
  "resource.openid",
  "resource.*.openid",
  "resource.*.*.openid",
] as const
