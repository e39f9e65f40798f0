import { randomBytes } from "node:crypto"
import type { PaymentNotificationOptions } from "../../../../src"
import { bodyOf } from "../../../../src/services/deliveries/message"
import type { Delivery } from "../../../../src/services/store/entities"
import type { Source } from "../../consumers/harnesses/harness"

export type BrokerDialect = "standard-webhooks" | "hmac"

export const DIALECTS: readonly BrokerDialect[] = ["standard-webhooks", "hmac"]

/** Option `sign` of a destination, by its dialect. */
export const KEY: Readonly<Record<BrokerDialect, object>> = {
  "standard-webhooks": { dialect: "standard-webhooks" },
  hmac: { dialect: "hmac", keyId: "shop", timestampHeader: "x-signed-at" },
}

export const makeSecretFor = (dialect: BrokerDialect): string =>
  dialect === "hmac" ? randomBytes(32).toString("hex") : `whsec_${randomBytes(32).toString("base64")}`

/** Options of a store that takes what is signed so from the queue. */
export const receiverOf = (
  dialect: BrokerDialect,
  secret: string,
  kind: string,
  { config }: Pick<Source, "config">,
): PaymentNotificationOptions => ({
  accounts: [
    dialect === "hmac"
      ? {
          id: "shop",
          provider: "hmac",
          options: { keys: [{ id: "shop", secrets: [secret] }], timestamp: { header: "x-signed-at" } },
        }
      : { id: "shop", provider: "standard-webhooks", options: { secrets: [secret] } },
  ],
  consumers: [{ id: "news", kind, account: "shop", config }],
})

/** The body that went out for this row. */
export const bytesOf = (delivery: Delivery): string => JSON.stringify(bodyOf(delivery))
