import { BlockList, isIP } from "node:net"

/** IPv4 blocks outside of the open internet, by IANA's special-purpose registry; the last one is Azure's metadata service. */
const NOT_PUBLIC_V4: ReadonlyArray<readonly [string, number]> = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["168.63.129.16", 32],
]

/** Blocks inside the global unicast space that lead elsewhere: Teredo and its kin, 6to4 (both carry IPv4), documentation. */
const NOT_PUBLIC_V6: ReadonlyArray<readonly [string, number]> = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
]

const refused = new BlockList()
for (const [net, prefix] of NOT_PUBLIC_V4) refused.addSubnet(net, prefix, "ipv4")
for (const [net, prefix] of NOT_PUBLIC_V6) refused.addSubnet(net, prefix, "ipv6")

const globalUnicast = new BlockList()
globalUnicast.addSubnet("2000::", 3, "ipv6")

/**
 * Whether an IP address belongs to the open internet. IPv6 passes only where it is known to be global: loopback, link-local,
 * unique local, NAT64 and IPv4-mapped addresses (`::ffff:10.0.0.1`) all lie outside of it.
 */
export function isPublicAddress(address: string): boolean {
  const family = address.includes("%") ? 0 : isIP(address)
  if (family === 4) return !refused.check(address, "ipv4")
  return family === 6 && globalUnicast.check(address, "ipv6") && !refused.check(address, "ipv6")
}
