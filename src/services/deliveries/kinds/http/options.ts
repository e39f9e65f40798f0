import { z } from "@medusajs/framework/zod"
import { allowedHosts } from "../../../net/safe-url"
import { ucpShop } from "../../agents/ucp-shop"

const port = z.int("must be a port").min(1, "must be a port").max(65_535, "must be a port")

/** The parts of the option `deliveries` that say which URLs may be called, by which way, and who signs orders for agents. */
export const httpKindOptions = {
  /** Hosts that callbacks may go to although they are not public, also by plain http: `erp.internal`, `127.0.0.1:9300`. */
  allowedHosts,
  /** Ports of public hosts. */
  ports: z.array(port).min(1, "give at least one port").default([443]),
  /**
   * An HTTP proxy (CONNECT) for all public hosts: `http://user:password@proxy.internal:3128`. It resolves names, so it must itself
   * refuse addresses of your own network.
   */
  proxy: z
    .string("must be text; is the environment variable set?")
    .refine(isProxy, "must be an http:// or https:// URL of a proxy, without path and query")
    .optional(),
  /** The shop as agents' platforms of UCP know it. */
  ucp: ucpShop.optional(),
}

export type HttpKindOptions = z.output<z.ZodObject<typeof httpKindOptions>>

function isProxy(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && pathname === "/" && !search && !hash
}
