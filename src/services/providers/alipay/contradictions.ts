import { envelope, tradeNotice, type AlipayNotice, type Trade } from "./notice"
import type { AlipayOptions } from "./options"

/**
 * The reasons why a genuine notice is not about this account: one key of Alipay's may sign for many apps, and one app may sell for many.
 */
export function contradictionsOf({ app_id, seller_id }: Trade, { appId, sellerIds }: AlipayOptions): string[] {
  const found: string[] = []
  if (app_id !== appId) found.push(`the account is for app ${appId}, the notice is for app ${app_id}`)
  if (sellerIds && !(seller_id && sellerIds.includes(seller_id))) {
    found.push(`the account takes for seller ${sellerIds.join(", ")}, the notice names ${seller_id ?? "no seller"}`)
  }
  return found
}

/** Every field that a fact depends on. */
const READ_FIELDS = [...Object.keys(envelope.shape), ...Object.keys(tradeNotice.shape)]

/**
 * Fields by which the signed text can be read in another way. Its "&" and "=" are not escaped: anyone with a genuine notice could
 * fold `refund_fee` into the field before it (`receipt_amount=24.95&refund_fee=5.00` as one value) and the signature would still
 * hold. A merchant's own text may look alike by chance, so a person decides.
 */
export const ambiguitiesOf = (notice: AlipayNotice): string[] =>
  Object.entries(notice).flatMap(([name, value]) => {
    const other = value.includes("&") && READ_FIELDS.find((field) => value.includes(`&${field}=`))
    return other ? [`${name} holds "&${other}=", so that the signed text can be read in two ways`] : []
  })
