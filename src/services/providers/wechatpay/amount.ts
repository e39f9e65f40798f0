import type { Amount } from "../../domain/money"

/**
 * Integer fen as ISO 4217 minor units. Refund events name no currency: merchants of the mainland have yuan only. Any other
 * currency has no amount, and such money is quarantined: the unit in which WeChat Pay counts each of them is not confirmed.
 */
export const wechatpayAmount = (fen: number | undefined, currency: string | undefined): Amount | undefined =>
  fen === undefined || (currency && currency !== "CNY") ? undefined : { minor: BigInt(fen), currency: "CNY" }
