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

/** The session that `passback_params` are, or hold as `session_id=…`. The merchant encoded them once more, as Alipay asks. */
function passedSession(passed: string | undefined): string | undefined {
  if (!passed) return undefined
  const text = percentDecoded(passed)
  return readReference(new URLSearchParams(text).get("session_id") ?? text).sessionId
}

/** The merchant's own text may hold a "%" that encodes nothing. It is then taken unchanged. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
