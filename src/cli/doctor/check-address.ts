import { promisify } from "node:util"
import { isIP, type LookupFunction } from "node:net"
import { guardedLookup } from "../../services/net/guarded-lookup"
import { isAllowedHost, safeUrl } from "../../services/net/safe-url"

/** The part of the option `deliveries` that says which URLs may be called. */
export interface CallableUrls {
  readonly allowedHosts: readonly string[]
  readonly ports: readonly number[]
  readonly proxy?: string | undefined
}

/**
 * Says why a URL is not called: it is not public, or its name leads to no public address. Undefined where it is. A proxy resolves names
 * by itself.
 */
export async function addressProblem(
  text: string,
  { allowedHosts, ports, proxy }: CallableUrls,
  lookup: LookupFunction = guardedLookup(),
): Promise<string | undefined> {
  try {
    const url = safeUrl(text, allowedHosts, ports)
    const host = url.hostname.replace(/^\[|\]$/g, "")
    if (isIP(host) || isAllowedHost(url, allowedHosts) || proxy) return undefined
    await promisify(lookup as (host: string, options: object, done: (error: Error | null) => void) => void)(host, {})
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
