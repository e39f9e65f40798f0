import { defineDestinationKind } from "../../kind"
import { signing } from "../kit/signing"
import { natsConfig, type NatsConfig } from "./config"
import { NatsSender } from "./sender"

const AT_ONCE = 500

/** A stream of NATS JetStream. Core NATS stores nothing, so it cannot confirm anything. */
export const nats = defineDestinationKind({
  id: "nats",
  about: {
    name: "NATS JetStream",
    confirms: "acknowledgement of the stream",
    repeats: "dropped by the stream within its `duplicate_window` (`Nats-Msg-Id`)",
  },
  config: natsConfig,
  redact: ["password", "token", "credentials", "tls.key"],
  packages: ["@nats-io/transport-node", "@nats-io/jetstream"],
  ...signing<NatsConfig>(),
  atOnce: AT_ONCE,
  open: (context) => new NatsSender(context, AT_ONCE),
})
