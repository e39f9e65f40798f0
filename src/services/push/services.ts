import { z } from "@medusajs/framework/zod"
import { UnsafeEndpointError } from "../domain/errors"
import { isAllowedHost, safeUrl } from "../net/safe-url"

/**
 * Where browsers get their endpoints from, by the makers' own words: Chrome, Edge on other systems, Samsung and most others at
 * Google; Firefox at Mozilla; Safari at Apple; Edge on Windows at Microsoft.
 */
export const KNOWN_PUSH_SERVICES = [
  "fcm.googleapis.com",
  "*.push.services.mozilla.com",
  "*.push.apple.com",
  "*.notify.windows.com",
] as const

const HOST = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/

/** Hosts of further push services. */
export const pushServices = z
  .array(z.string().regex(HOST, 'must be a host in small letters, like "push.example.com" or "*.push.example.com"'))
  .default([])

const isServedBy = (hostname: string, service: string): boolean =>
  service.startsWith("*.") ? hostname.endsWith(service.slice(1)) : hostname === service

/**
 * Parses a browser's endpoint: https, on the standard port of a known push service, or on a host that the configuration vouches
 * for. Anybody with an account names one, and every message is a call to it: nobody else's server is called in the store's name.
 * Throws UnsafeEndpointError.
 */
export function pushServiceUrl(
  endpoint: string,
  { services, allowedHosts }: { readonly services: readonly string[]; readonly allowedHosts: readonly string[] },
): URL {
  const url = safeUrl(endpoint, allowedHosts)
  if (isAllowedHost(url, allowedHosts)) return url
  const known = [...KNOWN_PUSH_SERVICES, ...services].some((service) => isServedBy(url.hostname, service))
  if (!known) throw new UnsafeEndpointError(`${url.hostname} is no push service that this store knows`)
  if (url.port) throw new UnsafeEndpointError(`it names port ${url.port}`)
  return url
}
