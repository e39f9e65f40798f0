import type { Logger } from "@medusajs/framework/types"
import type { SmtpOptions } from "../options"
import { SmtpNotificationService } from "../service"
import { CA } from "../../../testing/keys/tls"
import { PASSWORD, USER } from "./mail-server"

export const options = (port: number, more: Partial<SmtpOptions> = {}): SmtpOptions => ({
  channels: ["email"],
  host: "localhost",
  port,
  requireTls: true,
  auth: { user: USER, pass: PASSWORD },
  from: "Ada & Söhne <orders@shop.example>",
  tls: { ca: CA },
  ...more,
})

/** A provider and its logged warnings; the caller closes it. */
export function createProvider(port: number, more: Partial<SmtpOptions> = {}) {
  const warnings: string[] = []
  const logger = { warn: (message: string) => warnings.push(message) } as unknown as Logger
  return Object.assign(new SmtpNotificationService({ logger }, options(port, more)), { warnings })
}

/** A notification in the form in which Medusa gives it to a provider. */
export const notification = (more: object = {}) => ({
  id: "noti_01",
  to: "grace@example.com",
  channel: "email",
  template: "payment.captured",
  content: { subject: "Payment received", html: "<p>Thank you</p>", text: "Thank you" },
  provider_data: { idempotency_key: "pmtnotif_01JABC" },
  ...more,
})

/** The error a promise is rejected with. */
export const failureOf = (promise: Promise<unknown>): Promise<any> =>
  promise.then(
    () => {
      throw new Error("it did not fail")
    },
    (error: unknown) => error,
  )
