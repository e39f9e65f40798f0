/**
 * Secrets of the demo, printed in the open: only the demo's own gateway signs with them. A real store reads its secrets from the
 * environment, and so does this one when they are set there.
 */
export const demoSecrets = {
  stripe: process.env.STRIPE_WEBHOOK_SECRET ?? "whsec_demo_stripe_0123456789abcdef",
  standardWebhooks: process.env.STANDARD_WEBHOOKS_SECRET ?? "whsec_ZGVtby1zdGFuZGFyZC13ZWJob29rcy1zZWNyZXQtMzI=",
  hmac: process.env.HMAC_WEBHOOK_SECRET ?? "demo-hmac-secret-0123456789abcdef",
  acme: process.env.ACME_WEBHOOK_SECRET ?? "demo-acme-secret-0123456789abcdef",
  sandbox: process.env.SANDBOX_WEBHOOK_SECRET ?? "demo-sandbox-secret-0123456789abcdef",
} as const
