import type { Account } from "../../services/options"
import { concern, failure, ok, type Check } from "../../application/ground/check"

/** Signatures are refused beyond five minutes at most providers. */
const FAIL_SECONDS = 120
const WARN_SECONDS = 10

const TIMEOUT_MS = 5_000

/** The hosts that give the time where the account's options name no API of their own. */
const HOSTS: Readonly<Record<string, string>> = {
  stripe: "https://api.stripe.com",
  paypal: "https://api-m.paypal.com",
  alipay: "https://openapi.alipay.com",
  wechatpay: "https://api.mch.weixin.qq.com",
  mollie: "https://api.mollie.com",
  square: "https://connect.squareup.com",
  razorpay: "https://api.razorpay.com",
  paystack: "https://api.paystack.co",
}

/** Compares this machine's clock with the database's and the providers'. */
export async function checkClocks(databaseTime: Date, accounts: readonly Account[]): Promise<Check[]> {
  const places = new Map<string, URL>()
  for (const account of accounts) {
    const url = apiOf(account)
    if (url) places.set(url.host, url)
  }
  const database = judge("clock: database", (databaseTime.getTime() - Date.now()) / 1000)
  return [database, ...(await Promise.all([...places.values()].map(checkProvider)))]
}

function apiOf({ provider, options }: Account): URL | undefined {
  const { apiUrl, gatewayUrl } = (typeof options === "object" && options !== null ? options : {}) as Record<string, unknown>
  const own = [apiUrl, gatewayUrl].find((url) => typeof url === "string")
  const url = own ?? (Object.hasOwn(HOSTS, provider) ? HOSTS[provider] : undefined)
  return url === undefined ? undefined : new URL(String(url))
}

async function checkProvider(url: URL): Promise<Check> {
  const check = `clock: ${url.host}`
  try {
    const started = Date.now()
    const { headers } = await fetch(url, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) })
    const reportedAt = Date.parse(headers.get("date") ?? "")
    if (Number.isNaN(reportedAt)) return concern(check, "tells no time")
    // HTTP gives whole seconds, as of some moment between request and answer.
    return judge(check, (reportedAt + 500 - (started + Date.now()) / 2) / 1000)
  } catch {
    return concern(check, "cannot be reached from here; reconciliation asks it, and providers that look keys up do")
  }
}

export function judge(check: string, aheadSeconds: number): Check {
  const off = Math.abs(aheadSeconds)
  const says = `is ${off.toFixed(1)} s ${aheadSeconds < 0 ? "behind" : "ahead of"} this machine`
  if (off > FAIL_SECONDS) return failure(check, `${says}: genuine webhooks are refused as too old; mend the clock (NTP)`)
  return off > WARN_SECONDS ? concern(check, `${says}; mend the clock (NTP)`) : ok(check, says)
}
