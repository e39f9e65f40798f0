/** Fields of a trade's notice that identify the buyer or repeat the merchant's own text, beyond the names that are masked everywhere. */
export const alipayRedact = [
  "buyer_id",
  "buyer_user_id",
  "buyer_open_id",
  "buyer_logon_id",
  "open_id",
  "body",
  "passback_params",
] as const
