import { isCallOutcome, type CallOutcome } from "../domain/webhook-outcomes"
import type { AttemptCounts, DeliveryCounts, EventCounts, MessageCounts, Spread } from "../store/metrics-repository"

/** The spread of a duration in seconds, over `count` measurements. */
export interface Duration {
  readonly count: number
  readonly mean_seconds: number
  readonly p50_seconds: number
  readonly p95_seconds: number
  readonly p99_seconds: number
}

/** P_r: the share of all calls that were answered with 2xx. */
export interface ReceiveFigures {
  readonly receive_success: number | null
  readonly calls: Partial<Readonly<Record<CallOutcome, number>>>
}

/** P_h: the share of applied events among the finished ones that had a fact to apply. */
export interface ProcessFigures {
  readonly process_success: number | null
  readonly events: Readonly<Pick<EventCounts, "processed" | "ignored" | "quarantined" | "dead" | "waiting">>
  /** From received to processed. */
  readonly processing_time: Duration | null
}

/** P_s, DSR and ADT. */
export interface NotifyFigures {
  readonly send_success: number | null
  readonly attempts: Readonly<Pick<AttemptCounts, "ended" | "sent">>
  readonly delivery_success_rate: number | null
  readonly messages: Readonly<Pick<MessageCounts, "planned" | "suppressed" | "sent" | "dead" | "delivered">>
  /** From the fact's transition to the hand-over that went well. */
  readonly delivery_time: Duration | null
  /** From the fact's transition to the provider's receipt, where there are receipts. */
  readonly receipt_time: Duration | null
}

/** P_c: the share of deliveries to third parties that arrived among those that ended by themselves. */
export interface CallbackFigures {
  readonly callback_success: number | null
  readonly callbacks: Readonly<Pick<DeliveryCounts, "delivered" | "dead" | "canceled" | "waiting">>
  /** From the fact's commit to the receiver's confirmation. */
  readonly callback_time: Duration | null
}

/** A share, or null where the whole is zero: neither success nor failure is made up. */
export const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)

/**
 * The call counts of one account, or of all. A probe is the provider's own test, which passes when it is refused: it is not
 * counted as a call.
 */
export function receiveFigures(counts: ReadonlyArray<{ readonly outcome: string; readonly n: number }>): ReceiveFigures {
  const calls: Partial<Record<string, number>> = {}
  for (const { outcome, n } of counts) if (isCallOutcome(outcome)) calls[outcome] = (calls[outcome] ?? 0) + n
  const { probe: _probe, ...counted } = calls
  const all = Object.values(counted).reduce<number>((sum, n) => sum + (n ?? 0), 0)
  return { receive_success: share((calls.accepted ?? 0) + (calls.duplicate ?? 0), all), calls }
}

export function processFigures(row: EventCounts | undefined): ProcessFigures {
  const { processed = 0, ignored = 0, quarantined = 0, dead = 0, waiting = 0 } = row ?? {}
  return {
    process_success: share(processed, processed + dead),
    events: { processed, ignored, quarantined, dead, waiting },
    processing_time: duration("processing", row),
  }
}

export function notifyFigures(attempts: AttemptCounts | undefined, messages: MessageCounts | undefined): NotifyFigures {
  const { ended = 0, sent: attemptsSent = 0 } = attempts ?? {}
  const { planned = 0, suppressed = 0, sent = 0, dead = 0, delivered = 0 } = messages ?? {}
  return {
    send_success: share(attemptsSent, ended),
    attempts: { ended, sent: attemptsSent },
    delivery_success_rate: share(sent, sent + dead),
    messages: { planned, suppressed, sent, dead, delivered },
    delivery_time: duration("delivery", attempts),
    receipt_time: duration("receipt", messages),
  }
}

export function callbackFigures(row: DeliveryCounts | undefined): CallbackFigures {
  const { delivered = 0, dead = 0, canceled = 0, waiting = 0 } = row ?? {}
  return {
    callback_success: share(delivered, delivered + dead),
    callbacks: { delivered, dead, canceled, waiting },
    callback_time: duration("callback", row),
  }
}

function duration<Name extends string>(name: Name, row: Spread<Name> | undefined): Duration | null {
  const of = (part: string): number => Number((row as Record<string, unknown> | undefined)?.[`${name}_${part}`] ?? 0)
  if (!of("count")) return null
  return {
    count: of("count"),
    mean_seconds: of("mean"),
    p50_seconds: of("p50"),
    p95_seconds: of("p95"),
    p99_seconds: of("p99"),
  }
}
