/** Hosts that only this machine, or its own network, reaches. */
const LOCAL = /^(?:localhost|127\.|10\.|192\.168\.|\[?::1)/

export interface StoreAddress {
  /** `https://shop.example`. */
  readonly origin: string
  /** Whether the build of the dashboard names it; otherwise it is where the dashboard itself was opened. */
  readonly isConfigured: boolean
  /** Whether a provider can reach it, as far as the name tells. */
  readonly isPublic: boolean
}

/** Where the store's server is reached. */
export function storeAddress(configured: string | undefined, opened: string): StoreAddress {
  const isConfigured = /^https?:\/\//.test(configured ?? "")
  const { origin, hostname } = new URL(isConfigured ? configured! : opened)
  return { origin, isConfigured, isPublic: !LOCAL.test(hostname) }
}
