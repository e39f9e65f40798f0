import type { WechatpayOptions } from "./options"
import type { Refund, Transaction } from "./resource"

/** Compares the payee in the event with the account's configuration. */
export function contradictionsOf(resource: Transaction | Refund, { mchid, subMchid, appids }: WechatpayOptions): string[] {
  const found: string[] = []
  const paid = resource.mchid || resource.sp_mchid
  if (paid && paid !== mchid) found.push(`the account takes payments of merchant ${mchid}, WeChat Pay reports one of ${paid}`)
  if ((resource.sub_mchid || undefined) !== subMchid) {
    const name = (sub: string | undefined) => (sub ? `sub-merchant ${sub}` : "no sub-merchant")
    found.push(
      `the account takes payments of ${name(subMchid)} (subMchid), WeChat Pay reports one of ${name(resource.sub_mchid)}`,
    )
  }
  const appid = "trade_state" in resource ? resource.appid || resource.sp_appid : undefined
  if (appid && appids && !appids.includes(appid)) {
    found.push(`the account takes payments of ${appids.join(", ")} (appids), WeChat Pay reports one of ${appid}`)
  }
  return found
}
