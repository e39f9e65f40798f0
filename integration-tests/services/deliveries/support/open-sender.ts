import { poll } from "../../../../scripts/lib/poll"
import type { DestinationKind, OutgoingMessage, Sender } from "../../../../src/services/deliveries/kind"

/** A message's time, as the queue of deliveries gives it to a sender. */
export const within = (seconds: number): AbortSignal => AbortSignal.timeout(seconds * 1_000)

export const openSender = (
  kind: DestinationKind<any>,
  config: unknown,
  onFault: (error: unknown) => void = () => undefined,
): Sender =>
  kind.open({ destination: { id: "dest_1" }, config: kind.config.parse(config), secrets: [], now: () => new Date(), onFault })

/** Sends as the queue does: again until it is confirmed. */
export const insist = (sender: Sender, message: OutgoingMessage, seconds = 2) =>
  poll("a confirmation", () => sender.send(message, within(seconds)).catch(() => undefined), { timeoutMs: 60_000 })

/** The error of a send. */
export const refusalOf = (sender: Sender, message: OutgoingMessage, seconds = 10): Promise<unknown> =>
  sender.send(message, within(seconds)).then(
    () => undefined,
    (error: unknown) => error,
  )
