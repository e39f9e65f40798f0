import { z } from "@medusajs/framework/zod"

/** The versions of each protocol that are spoken, the newest first: that one is meant where a destination names none. */
export const PROTOCOL_VERSIONS = {
  acp: ["2026-04-17", "2026-01-30"],
  ucp: ["2026-04-08", "2026-01-23"],
} as const

export type AcpVersion = (typeof PROTOCOL_VERSIONS.acp)[number]
export type UcpVersion = (typeof PROTOCOL_VERSIONS.ucp)[number]

/** The option `version`. A platform that gets another version's body refuses it, or takes a refund with the wrong sign. */
export function protocolVersion<Protocol extends keyof typeof PROTOCOL_VERSIONS>(protocol: Protocol) {
  const versions: readonly string[] = PROTOCOL_VERSIONS[protocol]
  return z
    .enum(PROTOCOL_VERSIONS[protocol] as (typeof PROTOCOL_VERSIONS)[Protocol], {
      error: ({ input }) => `${JSON.stringify(input)} is no version of ${protocol} that is spoken: ${versions.join(", ")}`,
    })
    .optional()
}
