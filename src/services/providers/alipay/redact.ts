/**
 * Only fields that are read are stored. Rows of older versions hold the whole form of a trade: its fields that identify the buyer,
 * or repeat the merchant's own text, beyond the names that are masked everywhere.
 */
export const alipayRedact = [
  ...["buyer_id", "buyer_user_id", "buyer_open_id", "buyer_logon_id", "open_id", "buyer_alias"],
  ...["payer_user_id", "payer_logon_id", "payee_user_id", "payee_logon_id"],
  ...["body", "passback_params", "fund_bill_list", "voucher_detail_list", "extend_params", "business_params", "ext_info"],
  ...["receiver_name", "receiver_address", "receiver_mobile", "invoice_info", "credit_biz_order_id", "discount_goods_detail"],
] as const
