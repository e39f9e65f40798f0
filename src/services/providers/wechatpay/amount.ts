import type { Amount } from "../../domain/money"

/**
 * Integer fen as ISO 4217 minor units. Refund events name no currency: merchants of the mainland have yuan only. For any other
 * currency there is no amount, and such money is held for a person: in what unit WeChat Pay counts each of them is not confirmed.
 */
export const wechatpayAmount = (fen: number | undefined, currency: string | null | undefined): Amount | undefined =>
  fen === undefined || (currency && currency !== "CNY") ? undefined : { minor: BigInt(fen), currency: "CNY" }
