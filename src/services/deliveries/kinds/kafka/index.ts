import { defineDestinationKind } from "../../kind"
import { signing } from "../kit/signing"
import { kafkaConfig, type KafkaConfig } from "./config"
import { KafkaSender } from "./sender"

const AT_ONCE = 500

/** A topic of Kafka, by a client that the store makes: TLS, SASL and cloud logins are the client's own. */
export const kafka = defineDestinationKind({
  id: "kafka",
  about: {
    name: "Kafka",
    confirms: "acknowledgement of all in-sync replicas (`acks=-1`)",
    repeats: "header `ce_id`",
  },
  config: kafkaConfig,
  redact: ["client"],
  ...signing<KafkaConfig>(),
  atOnce: AT_ONCE,
  open: (context) => new KafkaSender(context),
})
