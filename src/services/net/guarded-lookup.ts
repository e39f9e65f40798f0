import dns, { type LookupAddress, type LookupAllOptions } from "node:dns"
import type { LookupFunction } from "node:net"
import { UnsafeEndpointError } from "../domain/errors"
import { isPublicAddress } from "./public-address"

type ResolveAll = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * A socket's `lookup` that fails with UnsafeEndpointError unless every address of the name is public. The socket connects to an
 * address that was checked here, so a name that answers differently the second time gains nothing. Not called for hosts that are
 * addresses already: `safeUrl` checks those.
 */
export const guardedLookup =
  (resolve: ResolveAll = dns.lookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      const [first] = addresses
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new UnsafeEndpointError(`${hostname} leads to an address that is not public`), [])
      }
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
