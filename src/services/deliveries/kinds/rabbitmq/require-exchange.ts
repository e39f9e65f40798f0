import type { ConfirmChannel } from "amqplib"
import { DeliveryRejectedError } from "../../../domain/delivery-rejected-error"

const NOT_FOUND = 404

/** Rejects with DeliveryRejectedError where the exchange is missing. It is not made: its type and its bindings are its owner's. */
export async function requireExchange(channel: ConfirmChannel, exchange: string): Promise<void> {
  try {
    await channel.checkExchange(exchange)
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== NOT_FOUND) throw cause
    throw new DeliveryRejectedError(`RabbitMQ has no exchange "${exchange}"; declare it, and bind a queue to it`, { cause })
  }
}
