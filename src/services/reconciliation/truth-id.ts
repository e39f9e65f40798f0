import { createHash } from "node:crypto"
import { toJson } from "../domain/fact-json"
import type { Fact } from "../domain/facts"

/**
 * The event id of a difference: equal for the same facts about the same payment at the same version. So one difference is one row
 * however often it is seen, and a new row once the payment has changed.
 */
export function truthId(paymentKey: string, version: number, facts: readonly Fact[]): string {
  const said = JSON.stringify([paymentKey, version, toJson(facts)])
  return `reconciliation:${createHash("sha256").update(said).digest("hex").slice(0, 40)}`
}
