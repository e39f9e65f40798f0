import { defineConsumerKind } from "../kind"
import { config } from "./config"
import { subscribe } from "./subscribe"

/** A topic of Kafka, by a client that the store makes. */
export const kafka = defineConsumerKind({ id: "kafka", config, open: subscribe })
