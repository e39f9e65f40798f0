import type { ResolvedOptions } from "../../services/options"
import { concern, failure, ok, type Check } from "../../application/ground/check"
import { judge } from "./check-clocks"
import { coreRouteOf, withoutAccount } from "./check-payment-providers"

const TIMEOUT_MS = 10_000

const NOTHING =
  "there is no address to try: the store has no account, and no payment provider whose webhooks come in on Medusa's own route"

/**
 * Checks whether webhooks reach the store under its public URL: we must refuse an unsigned call there, and no server before us
 * may. Core's route is tried for the payment providers that no account settles.
 */
export async function checkUrls(base: URL, options: ResolvedOptions, enabled: readonly string[]): Promise<Check[]> {
  const places = [
    ...options.accounts.map(({ id }) => ({ name: `account ${id}: url`, path: `/webhooks/payments/${encodeURIComponent(id)}` })),
    ...(options.takeOverCoreRoute ? withoutAccount({ options }, enabled) : []).map((id) => ({
      name: `payment provider ${id}: url`,
      path: coreRouteOf(id),
    })),
  ]
  if (!places.length) return [concern("url", NOTHING)]
  const looks = await Promise.all(places.map(({ name, path }) => look(name, new URL(path, base))))
  const clock = looks.find(({ aheadSeconds }) => aheadSeconds !== undefined)?.aheadSeconds
  return [...looks.map(({ check }) => check), ...(clock === undefined ? [] : [judge("clock: store", clock)])]
}

async function look(name: string, url: URL): Promise<{ check: Check; aheadSeconds?: number }> {
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
  if (status < 300)
    return concern(check, `${url} accepts an unsigned call (${status}): is that the store, with this plugin in it?`)
  if (status >= 500) return failure(check, `${url} answers ${status}: look at the store's log`)
  return failure(check, `${url} answers ${status} before the call reaches the plugin: look at proxy, firewall and path`)
}
