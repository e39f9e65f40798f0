import { defineConsumerKind } from "../kind"
import { config } from "./config"
import { subscribe } from "./subscribe"

/** A queue of RabbitMQ. Acknowledged after the commit; refused messages go to the queue's dead-letter exchange. */
export const rabbitmq = defineConsumerKind({ id: "rabbitmq", config, packages: ["amqplib"], open: subscribe })
