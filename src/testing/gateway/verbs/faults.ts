import { createHash } from "node:crypto"
import { GatewayError } from "../error"
import { ok, type Call, type Handler, type Reply } from "../http/router"
import type { GatewayState } from "../state"
import type { FaultPlace, GatewayFaults } from "../types"

const PLACES: readonly FaultPlace[] = ["read", "call", "api"]

/** The control client looks at the truth from outside: its requests are neither refused nor counted. */
export const CONTROL_HEADER = "x-gateway-control"

/** `POST /faults`: refuses every n-th of the coming requests, the next n, or a share of all, and counts the traffic anew. An empty body ends all faults. */
export const setFaults =
  (state: GatewayState) =>
  ({ body }: Call): Reply => {
    const { on = ["read", "api"], status = 429, every = 0, times = 0, share = 0, retryAfterSeconds } = body as GatewayFaults
    if (!on.every((place) => PLACES.includes(place)))
      throw new GatewayError(422, "bad_place", `on must be of ${PLACES.join(", ")}`)
    for (const number of [every, times]) {
      if (!Number.isInteger(number) || number < 0) throw new GatewayError(422, "bad_number", "every and times must be integers")
    }
    if (!(share >= 0 && share <= 1)) throw new GatewayError(422, "bad_number", "share must be between 0 and 1")
    state.faults = { on, status, every, times, share, retryAfterSeconds, seen: 0 }
    for (const place of PLACES) state.traffic[place] = { answered: 0, refused: 0 }
    return showFaults(state)()
  }

/** `GET /faults`: the faults, and the numbers of answered and refused requests since they were set. */
export const showFaults = (state: GatewayState) => (): Reply => ok({ faults: state.faults, traffic: state.traffic })

/** The handler, refused as often as the faults of its place require. */
export const faulty =
  (state: GatewayState, place: FaultPlace, handler: Handler): Handler =>
  (call) => {
    if (call.headers[CONTROL_HEADER] !== undefined) return handler(call)
    const refused = isRefused(state, place)
    state.traffic[place][refused ? "refused" : "answered"]++
    if (!refused) return handler(call)
    const { status = 429, retryAfterSeconds } = state.faults
    const headers: Record<string, string> = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }
    return { status, headers, body: { code: "gateway_fault", message: `The gateway was told to answer ${status}` } }
  }

function isRefused({ faults }: GatewayState, place: FaultPlace): boolean {
  if (!faults.on.includes(place)) return false
  faults.seen++
  if (faults.seen <= (faults.times ?? 0)) return true
  return (faults.every ? faults.seen % faults.every === 0 : false) || dice(faults.seen) < (faults.share ?? 0)
}

/** The same numbers between 0 and 1 in every run, in an order that no caller's rhythm could coincide with. */
const dice = (throws: number): number => createHash("sha256").update(String(throws)).digest().readUInt32BE() / 2 ** 32
