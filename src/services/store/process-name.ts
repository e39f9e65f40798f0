import { randomBytes } from "node:crypto"

/** The beginning of `application_name` of all connections of the plugin. */
export const APPLICATION = "medusa-payment-notifications"

/** `application_name` of this process's connections. Not the process id: in containers each process has the same. */
export const PROCESS_NAME = `${APPLICATION} ${randomBytes(4).toString("hex")}`
