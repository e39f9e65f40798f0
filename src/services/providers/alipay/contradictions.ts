import type { Trade } from "./notice"
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
