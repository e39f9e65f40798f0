import type { PaymentState } from "../../../services/domain/states"
import type { Call, Reply } from "../http/router"
import { paymentOf, type GatewayState } from "../state"
import { changed, type GatewayPayment } from "../truth"
import type { CaptureRequest } from "../types"
import { captured } from "./captured"
import { paymentNews } from "./news"
import { occurredAt } from "./occurred-at"
import { report } from "./report"

/** The payment's next state, by control verb. `pay` is the buyer's click: its result depends on the capture mode. */
export const CHANGES = {
  pay: (payment) => (payment.capture_mode === "automatic" ? "captured" : "authorized"),
  authorize: () => "authorized",
  capture: () => "captured",
  fail: () => "failed",
  cancel: () => "canceled",
  expire: () => "expired",
  require_action: () => "requires_action",
  process: () => "pending",
} as const satisfies Record<string, (payment: GatewayPayment) => PaymentState>

export type Change = keyof typeof CHANGES

/**
 * `POST /payments/:id/<change>`: the actions of buyer and bank. Any state may follow any other here, because a test of the
 * store's defenses needs a provider that contradicts itself.
 */
export const change =
  (state: GatewayState, verb: Change) =>
  async (call: Call): Promise<Reply> => {
    const before = paymentOf(state, call.params.id)
    const request = call.body as CaptureRequest
    const at = occurredAt(request.occurred_at)
    const reported: PaymentState = CHANGES[verb](before)
    const { reason_code } = request
    const next = reported === "captured" ? captured(before, request, at) : changed(before, { status: reported }, at)
    const payment = { ...next, reason_code }
    return report(state, { payment, news: paymentNews(payment, reported, request.amount), at }, request)
  }
