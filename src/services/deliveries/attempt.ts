import { withSpan } from "../telemetry/span"
import type { AttemptedDelivery, ClaimedDelivery } from "../store/delivery-repository"
import type { ComposeOrder } from "./compose"
import { composeFailure, crashedOutcome, notSent, outcomeOf, type Ended } from "./delivery-outcome"
import type { OutgoingMessage } from "./kind"
import { messageOf } from "./message"
import type { OpenSender } from "./senders"

/** A sender that does not end although its time is over is given up after this; its lease holds until then. */
export const GRACE_SECONDS = 5

/** Sends a claimed delivery and says what came of it; `compose` is asked for destinations of whole orders. Throws nothing. */
export async function attempt(open: OpenSender, delivery: ClaimedDelivery, compose: ComposeOrder): Promise<AttemptedDelivery> {
  const crashed = crashedOutcome(delivery)
  if (crashed) return crashed
  const about = { destination: open.row.id, kind: open.kind.id, fact: delivery.fact, attempt: delivery.attempts }
  return withSpan("delivery.send", about, async (annotate) => {
    const outcome = await outcomeBy(open, delivery, compose)
    annotate({ outcome: outcome.state, ...(outcome.reason && { reason: outcome.reason }) })
    return outcome
  })
}

async function outcomeBy(open: OpenSender, delivery: ClaimedDelivery, compose: ComposeOrder): Promise<AttemptedDelivery> {
  const format = open.kind.orders?.(open.config)
  const message = messageOf(delivery)
  if (!format) return outcomeOf(delivery, await send(open, message))
  try {
    const composed = await compose(format, delivery)
    if (!("body" in composed)) return notSent(delivery, composed)
    const body = format.frame?.(composed.body, { id: message.id, at: composed.at }) ?? composed.body
    const order = { ...message, body: Buffer.from(body), recordedAt: composed.at }
    return outcomeOf(delivery, await send(open, order), { isHurried: true })
  } catch (error) {
    return composeFailure(delivery, error)
  }
}

async function send({ sender, row }: OpenSender, message: OutgoingMessage): Promise<Ended> {
  const began = performance.now()
  const tookSeconds = () => (performance.now() - began) / 1000
  const ending = new AbortController()
  const end = setTimeout(
    () => ending.abort(new Error(`no answer within ${row.timeout_seconds} seconds`)),
    row.timeout_seconds * 1000,
  )
  let giveUp: NodeJS.Timeout | undefined
  const givenUp = new Promise<never>((_resolve, reject) => {
    const error = new Error(`no answer within ${row.timeout_seconds} seconds, and the connection does not let go of it`)
    giveUp = setTimeout(() => reject(error), (row.timeout_seconds + GRACE_SECONDS) * 1000)
  })
  try {
    const confirmed = await Promise.race([sender.send(message, ending.signal), givenUp])
    return { confirmed, tookSeconds: tookSeconds() }
  } catch (error) {
    return { error, tookSeconds: tookSeconds() }
  } finally {
    clearTimeout(end)
    clearTimeout(giveUp)
  }
}
