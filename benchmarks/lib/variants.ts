/** What is compared: how the store is configured, and by which way in it gets its webhooks. */
export interface Variant {
  readonly name: string
  readonly env: Readonly<Record<string, string>>
  /** Key of `storeAccounts`: decides URL, dialect and secret. `sandbox` is core's URL. */
  readonly account: "sandbox" | "hmac"
  /** What is on Redis: what Medusa recommends for several processes (`all`: bus, locks, workflows), or what we need (`locks`). */
  readonly redis?: "all" | "locks"
  /** Processes beside the first. */
  readonly workers?: number
  /** With workers: whether the first process only serves (`server`) or works too (`shared`, the default). */
  readonly first?: "server" | "shared"
}

const WITHOUT_PLUGIN = { PAYMENT_NOTIFICATIONS: "off" }

/** Core's own route and subscriber, on a store that does not load the plugin. */
export const core: Variant = { name: "core", env: WITHOUT_PLUGIN, account: "sandbox" }

/** Core's URL, taken over. */
export const oursOnCoreUrl: Variant = { name: "ours, core's URL", env: {}, account: "sandbox" }

/** The plugin's own route. */
export const ours: Variant = { name: "ours", env: {}, account: "hmac" }
