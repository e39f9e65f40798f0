import { GatewayError } from "../error"
import { ok, type Call, type Reply } from "../http/router"
import { newId, type GatewayState } from "../state"
import type { GatewayPayment } from "../truth"
import { once } from "./once"

/** `POST /payments`: `{ amount (minor units), currency, session_id?, capture_mode?, mode? }`. */
export const createPayment =
  (state: GatewayState) =>
  (call: Call): Promise<Reply> =>
    once(state, call, { verb: "create" }, () => {
      const { amount, currency, session_id, capture_mode, mode } = call.body
      if (typeof amount !== "number" || !Number.isSafeInteger(amount) || amount < 0) {
        throw new GatewayError(422, "bad_amount", "amount must be an integer number of minor units")
      }
      if (typeof currency !== "string" || !/^[A-Za-z]{3}$/.test(currency)) {
        throw new GatewayError(422, "bad_currency", "currency must be an ISO 4217 code")
      }
      const now = new Date().toISOString()
      const payment: GatewayPayment = {
        id: newId("gpay"),
        status: "pending",
        amount,
        currency: currency.toUpperCase(),
        ...(typeof session_id === "string" ? { session_id } : {}),
        capture_mode: capture_mode === "manual" ? "manual" : "automatic",
        captures: [],
        refunds: [],
        disputes: [],
        captured_amount: 0,
        refunded_amount: 0,
        mode: mode === "live" ? "live" : "test",
        created_at: now,
        updated_at: now,
      }
      state.payments.set(payment.id, payment)
      return ok(payment)
    })
