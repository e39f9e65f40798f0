import type { WechatpayOptions } from "./options"
import type { Transaction } from "./resource"

/** Whether an order of a combined one is this account's: the others are another merchant's money, and no contradiction. */
export const isOurs = ({ mchid, sub_mchid }: Transaction, options: WechatpayOptions): boolean =>
  mchid === options.mchid && (options.subMchid === undefined || sub_mchid === options.subMchid)
