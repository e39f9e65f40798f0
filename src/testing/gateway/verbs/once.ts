import { GatewayError } from "../error"
import type { Call, Reply } from "../http/router"
import type { GatewayState } from "../state"
import type { GatewayPayment } from "../truth"
import type { GatewayCall } from "../types"

interface MoneyCall {
  readonly verb: GatewayCall["verb"]
  /** Absent while the payment is being created. */
  readonly paymentId?: string
  readonly amount?: number
}

/**
 * Runs a merchant's call and lists it. A call with a known `Idempotency-Key` for the same verb and payment gets the first answer.
 * It waits for a first call that is still under way, so that two at once move money once.
 */
export async function once(
  state: GatewayState,
  call: Call,
  money: MoneyCall,
  work: () => Reply | Promise<Reply>,
): Promise<Reply> {
  const key = call.headers["idempotency-key"]
  const scope = `${money.verb}:${money.paymentId ?? ""}:${key}`
  const known = key === undefined ? undefined : state.answers.get(scope)
  const answer = known ?? Promise.resolve().then(work).catch(refusal)
  if (key !== undefined && !known) state.answers.set(scope, answer)
  const reply = await answer
  list(state, money, reply, key, known !== undefined)
  return reply
}

function list(
  state: GatewayState,
  { verb, paymentId, amount }: MoneyCall,
  reply: Reply,
  key: string | undefined,
  replayed: boolean,
): void {
  const id = paymentId ?? (reply.body as GatewayPayment).id
  if (!id) return
  const calls = state.calls.get(id) ?? []
  state.calls.set(id, calls)
  calls.push({
    verb,
    at: new Date().toISOString(),
    ...(key === undefined ? {} : { idempotency_key: key }),
    replayed,
    status: reply.status,
    ...(amount === undefined ? {} : { amount }),
  })
}

/** A refusal is an answer like any other: the same key gets it again. */
function refusal(error: unknown): Reply {
  if (!(error instanceof GatewayError)) throw error
  return { status: error.status, body: { code: error.code, message: error.message } }
}
