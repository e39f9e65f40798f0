import { defineConsumerKind } from "../kind"
import { config } from "./config"
import { subscribe } from "./subscribe"

/** A durable consumer of a JetStream stream. Acknowledged after the commit; refused messages are terminated. */
export const nats = defineConsumerKind({
  id: "nats",
  config,
  packages: ["@nats-io/transport-node", "@nats-io/jetstream"],
  open: subscribe,
})
