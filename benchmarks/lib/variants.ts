/** The compared configurations: the store's settings, and the account that gets its webhooks. */
export interface Variant {
  readonly name: string
  readonly env: Readonly<Record<string, string>>
  /** Key of `storeAccounts`: decides URL, dialect and secret. `sandbox` is core's URL. */
  readonly account: "sandbox" | "hmac"
  /**
   * The parts on Redis: those that Medusa recommends for several processes (`all`: bus, locks, workflows), or the one that we
   * need (`locks`).
   */
  readonly redis?: "all" | "locks"
  /** Processes beside the first. */
  readonly workers?: number
  /** With workers: whether the first process only serves (`server`) or also works (`shared`, the default). */
  readonly first?: "server" | "shared"
}

const WITHOUT_PLUGIN = { PAYMENT_NOTIFICATIONS: "off" }

/** Core's own route and subscriber, on a store that does not load the plugin. */
export const core: Variant = { name: "core", env: WITHOUT_PLUGIN, account: "sandbox" }

/** Core's URL, taken over. */
export const oursOnCoreUrl: Variant = { name: "ours, core's URL", env: {}, account: "sandbox" }

/** The plugin's own route. */
export const ours: Variant = { name: "ours", env: {}, account: "hmac" }
