import { readText } from "../kit/fields"
import { isJsonObject } from "../kit/read-json"
import { readReference } from "../kit/session-reference"
import type { Trade } from "./notice"

interface References {
  readonly sessionId?: string
  readonly merchantReference?: string
  /** Set when `passback_params` and `out_trade_no` name two different sessions. */
  readonly contradiction?: string
}

/** The payment session from `passback_params`, else from `out_trade_no`, which is the merchant's reference where it is no session. */
export function readReferences({ passback_params, out_trade_no }: Pick<Trade, "passback_params" | "out_trade_no">): References {
  const order = readReference(out_trade_no)
  const passed = passedSession(passback_params)
  if (!passed || passed === order.sessionId) return order
  if (!order.sessionId) return { sessionId: passed, ...order }
  return { sessionId: passed, contradiction: `passback_params name the session ${passed}, out_trade_no ${order.sessionId}` }
}

/** Names of the session in `passback_params`. */
const SESSION = ["session_id", "sessionId", "payment_session_id", "paymentSessionId"]

/** No longer text is read: Alipay takes 512 characters. */
const MAX_LENGTH = 4096

/**
 * The session that `passback_params` are, or hold as `session_id=…` or as JSON. The merchant encoded them once more, as Alipay asks,
 * or did not.
 */
export function passedSession(passed: string | undefined): string | undefined {
  if (!passed || passed.length > MAX_LENGTH) return undefined
  const text = percentDecoded(passed)
  const json = readObject(text)
  const parameters = json ? undefined : new URLSearchParams(text)
  const named = SESSION.map((name) => readText(json ? json[name] : parameters?.get(name))).find(Boolean)
  return readReference(named ?? text).sessionId
}

/** The merchant's own text may hold a "%" that encodes nothing. It is then taken unchanged. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A form's encoder writes JSON's spaces as "+", which no session holds. */
function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^[\s+]*\{/.test(text)) return undefined
  for (const json of [text, text.replaceAll("+", " ")]) {
    try {
      const value: unknown = JSON.parse(json)
      if (isJsonObject(value)) return value
    } catch {
      // Not JSON in this form.
    }
  }
  return undefined
}
