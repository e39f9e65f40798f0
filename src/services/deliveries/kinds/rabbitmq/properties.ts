import type { Options } from "amqplib"
import type { OutgoingMessage } from "../../kind"

/** CloudEvents' binding has no AMQP 0-9-1; its names for application properties fit the headers there. */
const PREFIX = "cloudEvents:"

/** The message's properties: durable, with the fact's id in three places where consumers and plugins look for repeats. */
export function propertiesOf(
  { id, fact, attributes, recordedAt }: OutgoingMessage,
  signature: Readonly<Record<string, string>>,
): Options.Publish {
  const { datacontenttype = "application/json", ...rest } = attributes
  return {
    persistent: true,
    mandatory: true,
    messageId: id,
    type: fact,
    contentType: datacontenttype,
    timestamp: Math.floor(recordedAt.getTime() / 1000),
    headers: {
      // Read by the plugin rabbitmq-message-deduplication, where the exchange or queue has it.
      "x-deduplication-header": id,
      ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [PREFIX + name, value])),
      ...signature,
    },
  }
}
