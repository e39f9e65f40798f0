import type { TestEvent } from "../../dialect"
import { dialects } from "../../dialects"
import { GatewayError } from "../error"
import type { GatewayAccount, GatewayAttempt } from "../types"

/** One HTTP try. Signed afresh each time, as at real providers: the body stays the same, a signature's timestamp is now. */
export async function attempt(account: GatewayAccount, event: TestEvent, timeoutMs: number): Promise<GatewayAttempt> {
  const dialect = dialects[account.dialect as keyof typeof dialects]
  if (!dialect) throw new GatewayError(422, "unknown_dialect", `There is no dialect ${account.dialect}`)
  const at = new Date()
  const { method, headers, body } = dialect.sign(event, account.credentials as never, at)
  const started = performance.now()
  const elapsed = () => Math.round((performance.now() - started) * 10) / 10
  try {
    const response = await fetch(account.url, {
      method,
      headers,
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await response.text()
    return { at: at.toISOString(), ms: elapsed(), status: response.status, ...(text ? { body: text.slice(0, 300) } : {}) }
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { message?: string } }
    return { at: at.toISOString(), ms: elapsed(), error: cause?.message ?? message }
  }
}
