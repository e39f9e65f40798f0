import { defineDestinationKind } from "../../kind"
import { signing } from "../kit/signing"
import { rabbitmqConfig, type RabbitmqConfig } from "./config"
import { RabbitmqSender } from "./sender"

const AT_ONCE = 500

/** An exchange of RabbitMQ, or of another broker that speaks AMQP 0-9-1 with publisher confirms. */
export const rabbitmq = defineDestinationKind({
  id: "rabbitmq",
  about: {
    name: "RabbitMQ",
    confirms: "publisher confirm, and no `basic.return`",
    repeats: "`message-id` and `x-deduplication-header`",
  },
  config: rabbitmqConfig,
  redact: ["url", "tls.key", "tls.passphrase"],
  packages: ["amqplib"],
  ...signing<RabbitmqConfig>(),
  atOnce: AT_ONCE,
  open: (context) => new RabbitmqSender(context, AT_ONCE),
})
