/** What is compared: how the store is configured, and by which way in it gets its webhooks. */
export interface Variant {
  readonly name: string
  readonly env: Readonly<Record<string, string>>
  /** Key of `storeAccounts`: decides URL, dialect and secret. `sandbox` is core's URL. */
  readonly account: "sandbox" | "hmac"
  /** Event bus, lock and workflow engine on Redis, as several processes need them. */
  readonly redis?: boolean
  /** With workers the first process only serves, and these work. */
  readonly workers?: number
}

const WITHOUT_PLUGIN = { PAYMENT_NOTIFICATIONS: "off" }

/** Core's own route and subscriber, on a store that does not load the plugin. */
export const core: Variant = { name: "core", env: WITHOUT_PLUGIN, account: "sandbox" }

/** Core as nobody runs it: its delay of 5,000 ms cannot be 0, so this is what remains without it. */
export const coreAtOnce: Variant = {
  name: "core, delay set to 1 ms",
  env: { ...WITHOUT_PLUGIN, CORE_WEBHOOK_DELAY: "1" },
  account: "sandbox",
}

/** Core's URL, taken over. */
export const oursOnCoreUrl: Variant = { name: "ours, core's URL", env: {}, account: "sandbox" }

/** The plugin's own route. */
export const ours: Variant = { name: "ours", env: {}, account: "hmac" }
