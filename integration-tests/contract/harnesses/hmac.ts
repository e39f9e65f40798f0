import { hmacHeaders } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"

export const hmac: Harness = {
  provider: "hmac",
  secrets: { current: "current-secret", previous: "previous-secret", stranger: "stranger-secret" },
  options: (secrets) => ({
    keys: [
      { id: "other", secrets: ["stranger-secret"] },
      { id: "shop:1", secrets },
    ],
    timestamp: { header: "X-Timestamp" },
  }),
  deliver: inHeaders((body, secret, at) => hmacHeaders(body, { keyId: "shop:1", secret, timestampHeader: "x-timestamp" }, at)),
  signatureHeaders: ["authorization", "x-timestamp"],
  toleranceSeconds: 300,
}

/** The same adapter for senders that sign no time. */
export const hmacWithoutTimestamp: Harness = {
  provider: "hmac",
  secrets: hmac.secrets,
  options: (secrets) => ({ keys: [{ id: "shop:1", secrets }] }),
  deliver: inHeaders((body, secret, at) => hmacHeaders(body, { keyId: "shop:1", secret }, at)),
  signatureHeaders: ["authorization"],
}
