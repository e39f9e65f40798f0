import type { PaymentNotificationService } from "../../services"
import { isSubscribed } from "../../services/metrics/consumer-gauges"
import type { ConsumerFigures } from "../../services/store/consumer-repository"
import { span } from "../span"
import { concern, failure, ok, type Check } from "../../application/ground/check"

type Service = Pick<PaymentNotificationService, "consumerRows" | "options">

/** Checks each consumer: whether a process is subscribed to its queue, and what becomes of the messages. */
export async function checkConsumers({ consumerRows, options }: Service, now = new Date()): Promise<Check[]> {
  const ids = options.consumers.map(({ id }) => id)
  const figures = await consumerRows.list(ids)
  return ids.map((id) =>
    checkConsumer(
      id,
      figures.find((one) => one.id === id),
      now,
    ),
  )
}

function checkConsumer(id: string, figures: ConsumerFigures | undefined, now: Date): Check {
  const check = `consumer ${id}`
  if (!figures)
    return concern(check, "has not run yet: it does when a process in worker or shared mode has swept for the first time")
  const { unsubscribed_seconds, last_fault, last_fault_at, last_message_at, taken, refused, waiting } = figures
  const ago = (at: Date) => span(now.getTime() - new Date(at).getTime())
  if (!isSubscribed(figures)) {
    const since =
      unsubscribed_seconds === null
        ? "has never been subscribed"
        : `has not been subscribed for ${span(unsubscribed_seconds * 1000)}`
    return failure(check, `${since}: ${last_fault ?? "no process in worker or shared mode runs"}`)
  }
  const last = last_message_at ? `the last message came ${ago(last_message_at)} ago` : "no message has come yet"
  if (refused > 0 && !taken) {
    return concern(check, `is subscribed, and has refused all ${refused} messages: do the account's secrets fit their sender?`)
  }
  // The fault came after the last message that went well, so that what waits may be waiting for its end.
  if (waiting && last_fault_at && (!last_message_at || new Date(last_fault_at) >= new Date(last_message_at))) {
    return concern(
      check,
      `is subscribed; ${waiting} messages wait, and its last fault was ${ago(last_fault_at)} ago: ${last_fault}`,
    )
  }
  return ok(check, `is subscribed; ${last}${waiting ? `, ${waiting} wait` : ""}`)
}
