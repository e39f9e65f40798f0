import type { Counter, Gauge } from "prom-client"
import { CONSUMER_DOWN_SECONDS } from "../queue/times"
import type { ConsumerFigures } from "../store/consumer-repository"

/** The part of a scrape that is about queues that payment news come in from. */
export interface ConsumerSample {
  /** The consumers of the options. */
  readonly consumerIds: readonly string[]
  /** Those of them that have ever run. */
  readonly consumers: readonly ConsumerFigures[]
}

interface Make {
  gauge(name: string, help: string, labelNames?: string[]): Gauge
  counter(name: string, help: string, labelNames: string[]): Counter
}

const OUTCOMES = ["taken", "refused", "failed"] as const

/** How each consumer goes. One that no process runs has a sample all the same: nothing else would say that nobody listens. */
export function exposeConsumers({ gauge, counter }: Make, { consumerIds, consumers }: ConsumerSample): void {
  const messages = counter("consumer_messages_total", "Messages of queues by what became of them.", ["consumer", "outcome"])
  const subscribed = gauge("consumer_subscribed", "1 while a process is subscribed to the queue.", ["consumer"])
  const waiting = gauge("consumer_waiting_messages", "Messages that wait at the broker; absent where it does not say.", [
    "consumer",
  ])
  const last = gauge("consumer_last_message_timestamp_seconds", "When the last message came.", ["consumer"])
  for (const consumer of consumerIds) {
    const figures = consumers.find(({ id }) => id === consumer)
    for (const outcome of OUTCOMES) messages.inc({ consumer, outcome }, figures?.[outcome] ?? 0)
    subscribed.set({ consumer }, Number(isSubscribed(figures)))
    if (typeof figures?.waiting === "number") waiting.set({ consumer }, figures.waiting)
    if (figures?.last_message_at) last.set({ consumer }, figures.last_message_at.getTime() / 1000)
  }
}

/** Whether any process has held a subscription within the last beats. */
export const isSubscribed = (figures: ConsumerFigures | undefined): boolean =>
  typeof figures?.unsubscribed_seconds === "number" && figures.unsubscribed_seconds < CONSUMER_DOWN_SECONDS
