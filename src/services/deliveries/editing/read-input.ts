import { FACT_PATTERNS } from "../../domain/delivery-facts"
import type { ResolvedOptions } from "../../options"
import { requirePackage } from "../../packages/require-package"
import type { DestinationKind } from "../kind"
import { needsSecret } from "../needs-secret"
import { InvalidDestinationError } from "./errors"

/** The kind of this name. Throws InvalidDestinationError for an unknown one, and one whose package is not installed. */
export function readKind(id: string, kinds: ReadonlyMap<string, DestinationKind>): DestinationKind {
  const kind = kinds.get(id)
  if (!kind) throw new InvalidDestinationError(`kind must be one of ${[...kinds.keys()].join(", ")}`)
  for (const name of kind.packages ?? []) {
    try {
      requirePackage(name, `kind ${id}`)
    } catch (error) {
      throw new InvalidDestinationError(error instanceof Error ? error.message : String(error), { cause: error })
    }
  }
  return kind
}

/** The kind's options, parsed. Values are not repeated: they may be secrets. */
export function readConfig<Config>({ config }: Pick<DestinationKind<Config>, "config">, given: unknown): Config {
  const parsed = config.safeParse(given)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${["config", ...path.map(String)].join(".")} ${message}`)
  throw new InvalidDestinationError(problems.join("; "))
}

/** Refuses what no fact will ever match: its destination would be silent, and nobody would know why. */
export function refuseFacts(facts: readonly string[]): void {
  if (!facts.length) throw new InvalidDestinationError(`facts must hold at least one of ${FACT_PATTERNS.join(", ")}`)
  const unknown = facts.find((pattern) => !FACT_PATTERNS.includes(pattern))
  if (unknown !== undefined) throw new InvalidDestinationError(`facts must be of ${FACT_PATTERNS.join(", ")}`)
}

/** As `refuseFacts`, of accounts: those of the options, and the payment providers whose webhooks come in on Medusa's own route. */
export function refuseAccounts(
  accounts: readonly string[],
  { accounts: configured, takeOverCoreRoute }: Pick<ResolvedOptions, "accounts" | "takeOverCoreRoute">,
): void {
  const ids = configured.map(({ id }) => id)
  const isKnown = (account: string) => ids.includes(account) || (takeOverCoreRoute && account.startsWith("pp_"))
  if (accounts.every(isKnown)) return
  const allowed = [...ids, ...(takeOverCoreRoute ? ['ids of payment providers ("pp_…")'] : [])]
  throw new InvalidDestinationError(
    allowed.length ? `accounts must be of ${allowed.join(", ")}` : "accounts must be empty: the store has none",
  )
}

/** Refuses a thin payload where no read token is: it is derived from the secret that signs. */
export function refuseThin<Config>(payload: string, kind: DestinationKind<Config>, config: Config): void {
  if (payload !== "thin" || needsSecret(kind, config)) return
  const where = kind.signs ? "with this config" : `for kind ${kind.id}`
  throw new InvalidDestinationError(
    `payload must be full ${where}: nothing is signed with its own secret, so nothing could be read back`,
  )
}

/** Why a secret cannot sign, as an error. The secret is not repeated. */
export function refuseSecret<Config>(kind: DestinationKind<Config>, secret: string, config: Config, name = "secret"): void {
  if (!kind.signs) throw new InvalidDestinationError(`${name} must be left out for kind ${kind.id}: nothing is signed`)
  const why = kind.refuseSecret?.(secret, config)
  if (why) throw new InvalidDestinationError(`${name} ${why}`)
}

/**
 * Refuses to begin or to stop signing: a receiver that verifies would take nothing any more, and one that knows no secret would
 * verify nothing, though its shop believed so.
 */
export function refuseOtherSigning<Config>(kind: DestinationKind<Config>, config: Config, hasSecret: boolean): void {
  if (needsSecret(kind, config) === hasSecret) return
  throw new InvalidDestinationError(
    hasSecret
      ? "config cannot stop signing with the destination's secret: its receiver verifies with it, and would refuse everything; " +
          "make another destination, and delete this one"
      : "config cannot begin to sign: this destination has no secret, and its receiver knows none; make another destination, whose " +
          "secret is shown once, and delete this one",
  )
}
