import type { Account } from "../../services/options"
import { concern, failure, ok, type Check } from "./check"
import { judge } from "./check-clocks"

const TIMEOUT_MS = 10_000

/**
 * Checks whether webhooks reach the store under its public URL: we must refuse an unsigned call there, and no server before us
 * may.
 */
export async function checkUrls(base: URL, accounts: readonly Account[]): Promise<Check[]> {
  const looks = await Promise.all(accounts.map(({ id }) => look(base, id)))
  const clock = looks.find(({ aheadSeconds }) => aheadSeconds !== undefined)?.aheadSeconds
  return [...looks.map(({ check }) => check), ...(clock === undefined ? [] : [judge("clock: store", clock)])]
}

async function look(base: URL, account: string): Promise<{ check: Check; aheadSeconds?: number }> {
  const name = `account ${account}: url`
  const url = new URL(`/webhooks/payments/${encodeURIComponent(account)}`, base)
  try {
    const reply = await fetch(url, { method: "POST", body: "{}", redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) })
    const reportedAt = Date.parse(reply.headers.get("date") ?? "")
    // HTTP gives whole seconds.
    const clock = Number.isNaN(reportedAt) ? {} : { aheadSeconds: (reportedAt + 500 - Date.now()) / 1000 }
    return { check: judgeReply(name, url, reply.status, await reply.text()), ...clock }
  } catch (error) {
    return { check: failure(name, `${url} cannot be reached (${error instanceof Error ? error.message : String(error)})`) }
  }
}

function judgeReply(check: string, url: URL, status: number, body: string): Check {
  if (status === 404 && body.includes("unknown_account")) {
    return failure(check, `the store at ${url.origin} does not know this account; deploy its configuration`)
  }
  if (status >= 400 && status < 500 && status !== 401 && status !== 403 && status !== 404 && status !== 405) {
    return ok(check, `${url} refuses an unsigned call, as it should (${status})`)
  }
  if (status >= 300 && status < 400)
    return failure(check, `${url} redirects; providers do not follow: give them the final address`)
  if (status < 300) return concern(check, `${url} accepts an unsigned call (${status}): is that the store?`)
  if (status >= 500) return failure(check, `${url} answers ${status}: look at the store's log`)
  return failure(check, `${url} answers ${status} before the call reaches the plugin: look at proxy, firewall and path`)
}
