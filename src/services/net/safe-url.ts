import { isIP } from "node:net"
import { z } from "@medusajs/framework/zod"
import { UnsafeEndpointError } from "../domain/errors"
import { isPublicAddress } from "./public-address"

/** Names that never mean a host of the open internet. */
const LOCAL_NAME = /^[^.]+$|\.(localhost|local|internal|intranet|lan|home\.arpa)$/

/** Hosts that calls may go to although they are not public, also by plain http: `push.example.internal`, `127.0.0.1:9300`. */
export const allowedHosts = z
  .array(
    z
      .string()
      .refine(isHost, 'must be a host or host:port, without "https://" and path')
      .transform((host) => new URL(`http://${host}`).host),
  )
  .default([])

function isHost(text: string): boolean {
  return /^[^/?#@\s]+$/.test(text) && URL.canParse(`http://${text}`)
}

/** Whether the configuration vouches for a URL's host, on any port or on this one. */
export const isAllowedHost = ({ host, hostname }: URL, allowed: readonly string[]): boolean =>
  allowed.includes(host) || allowed.includes(hostname)

/**
 * Parses a URL that somebody outside gave us to call: https, without credentials, and with no host that is known not to be
 * public. `ports` bounds the ports of hosts that are not allowed by name. `guardedLookup` checks where its name leads, at every
 * connection. Throws UnsafeEndpointError.
 */
export function safeUrl(text: string, allowed: readonly string[], ports?: readonly number[]): URL {
  if (!URL.canParse(text)) throw new UnsafeEndpointError("it is not a URL")
  const url = new URL(text)
  if (url.username || url.password) throw new UnsafeEndpointError("it carries a user name or password")
  if (isAllowedHost(url, allowed) && /^https?:$/.test(url.protocol)) return url
  if (url.protocol !== "https:") throw new UnsafeEndpointError("it is not an https:// URL")
  const port = Number(url.port || 443)
  if (ports && !ports.includes(port)) throw new UnsafeEndpointError(`its port ${port} is not ${ports.join(" or ")}`)
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.+$/, "")
  const isSafe = isIP(host) ? isPublicAddress(host) : !LOCAL_NAME.test(host)
  if (!isSafe) throw new UnsafeEndpointError(`its host ${url.hostname} is not public`)
  return url
}
