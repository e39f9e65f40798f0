import { defineConfig } from "@medusajs/framework/utils"
import type { PaymentNotificationOptions } from "medusa-payment-notifications"
import { demoSecrets } from "./src/demo-secrets"
import acme from "./src/payment-providers/acme"
import sandbox from "./src/payment-providers/sandbox"

const port = process.env.PORT ?? "9000"
const gatewayUrl = process.env.GATEWAY_URL ?? "http://127.0.0.1:9100"
const redisUrl = process.env.REDIS_URL
const storefrontUrl = process.env.STOREFRONT_URL ?? "http://localhost:8000"
const origins = `http://localhost:${port},http://127.0.0.1:${port},${storefrontUrl}`

/** Accounts of several providers. Each may serve the sandbox's sessions, so that any dialect can be tried on one store. */
const paymentNotifications: PaymentNotificationOptions = {
  accounts: [
    {
      id: "stripe",
      provider: "stripe",
      paymentProviders: ["pp_sandbox_sandbox"],
      options: { signingSecrets: [demoSecrets.stripe] },
    },
    {
      id: "standard-webhooks",
      provider: "standard-webhooks",
      paymentProviders: ["pp_sandbox_sandbox"],
      options: { secrets: [demoSecrets.standardWebhooks] },
    },
    {
      id: "hmac",
      provider: "hmac",
      paymentProviders: ["pp_sandbox_sandbox"],
      options: { keys: [{ id: "demo", secrets: [demoSecrets.hmac] }] },
    },
    {
      id: "acme",
      provider: "acme",
      paymentProviders: ["pp_sandbox_sandbox"],
      options: { secrets: [demoSecrets.acme] },
    },
    {
      // The account whose provider can be asked for facts that no webhook reported.
      id: "sandbox-api",
      provider: "sandbox",
      paymentProviders: ["pp_sandbox_sandbox"],
      options: { apiUrl: gatewayUrl, keys: [{ id: "demo", secrets: [demoSecrets.hmac] }] },
    },
    // One for every other provider of the plugin, with the made-up keys of its testing kit.
    ...(JSON.parse(process.env.EXAMPLE_ACCOUNTS ?? "[]") as NonNullable<PaymentNotificationOptions["accounts"]>),
  ],
  providers: [acme, sandbox],
  notifications: { shop: { name: "Example Store" } },
  // Tests and benchmarks change single options without a config of their own.
  ...(JSON.parse(process.env.PAYMENT_NOTIFICATIONS_OPTIONS ?? "{}") as PaymentNotificationOptions),
}

/** Several instances must share their locks, and had better share bus and workflows; one instance needs none of it. */
const lockingOnRedis = {
  resolve: "@medusajs/medusa/locking",
  options: {
    providers: [{ id: "locking-redis", resolve: "@medusajs/medusa/locking-redis", is_default: true, options: { redisUrl } }],
  },
}
const busAndWorkflowsOnRedis = [
  { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
  { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
]
const onlyLocks = process.env.REDIS_MODULES === "locks"
const redisModules = redisUrl ? [lockingOnRedis, ...(onlyLocks ? [] : busAndWorkflowsOnRedis)] : []

/** `LOCKING=postgres`: locks in the store's own database, without Redis. */
const lockingOnPostgres = {
  resolve: "@medusajs/medusa/locking",
  options: { providers: [{ id: "locking-postgres", resolve: "@medusajs/medusa/locking-postgres", is_default: true }] },
}
const locking = process.env.LOCKING === "postgres" ? [lockingOnPostgres] : []

/** Mails go to the gateway's mailbox, or through a mail server of one's own: `SMTP_OPTIONS='{"host":"localhost","port":1025,…}'`. */
const email = process.env.SMTP_OPTIONS
  ? {
      resolve: "medusa-payment-notifications/providers/notification-smtp",
      id: "smtp",
      options: { channels: ["email"], ...(JSON.parse(process.env.SMTP_OPTIONS) as Record<string, unknown>) },
    }
  : {
      resolve: "./src/modules/mailbox-notification",
      id: "mailbox",
      options: { channels: ["email", "email-backup", "sms-backup"], gatewayUrl },
    }

/** Providers of further channels: `[{ "resolve": "…", "id": "…", "options": { "channels": ["push"], … } }]`. */
const furtherChannels = JSON.parse(process.env.NOTIFICATION_PROVIDERS ?? "[]") as object[]

/** Payment providers beside the sandbox: `[{ "resolve": "…", "id": "…", "options": { … } }]`. */
const furtherPaymentProviders = JSON.parse(process.env.PAYMENT_PROVIDERS ?? "[]") as object[]

module.exports = defineConfig({
  admin: { disable: process.env.ADMIN === "off", path: "/app" },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    ...(process.env.DATABASE_SCHEMA ? { databaseSchema: process.env.DATABASE_SCHEMA } : {}),
    databaseDriverOptions: {
      connection: { ssl: false },
      pool: { min: 2, max: Number(process.env.DATABASE_POOL_MAX ?? 20) },
    },
    ...(redisUrl && !onlyLocks ? { redisUrl } : {}),
    workerMode: (process.env.WORKER_MODE ?? "shared") as "shared" | "worker" | "server",
    http: {
      storeCors: origins,
      adminCors: origins,
      authCors: origins,
      jwtSecret: process.env.JWT_SECRET ?? "demo-jwt-secret",
      cookieSecret: process.env.COOKIE_SECRET ?? "demo-cookie-secret",
      ...(process.env.HTTP_COMPRESSION === "on" ? { compression: { enabled: true } } : {}),
    },
    // The demo speaks plain HTTP on this machine; a browser would not send a `secure` cookie back.
    cookieOptions: { secure: false, sameSite: "lax" },
  },
  plugins:
    process.env.PAYMENT_NOTIFICATIONS === "off"
      ? []
      : [{ resolve: "medusa-payment-notifications", options: paymentNotifications as Record<string, unknown> }],
  modules: [
    ...redisModules,
    ...locking,
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        providers: [
          {
            resolve: "./src/modules/sandbox-payment",
            id: "sandbox",
            options: {
              gatewayUrl,
              webhookSecrets: [demoSecrets.sandbox],
              captureMode: process.env.SANDBOX_CAPTURE_MODE ?? "automatic",
            },
          },
          ...furtherPaymentProviders,
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/notification",
      options: {
        providers: [
          email,
          ...furtherChannels,
          { resolve: "@medusajs/medusa/notification-local", id: "local", options: { channels: ["feed"] } },
        ],
      },
    },
  ],
})
