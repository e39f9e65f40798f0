import type { Mode } from "../../domain/facts"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import type { PaystackPayload } from "./event"
import { domainOf, kindOf } from "./kinds"
import { modeOfKey, type PaystackOptions } from "./options"
import { reasonOf } from "./reasons"

/** Reads an event's one fact. Pure and total. */
export function normalizePaystack(
  { type, payload }: ProviderEvent<PaystackPayload>,
  { options }: ProviderContext<PaystackOptions>,
): Reading {
  const kind = kindOf(type)
  if (!kind) return { facts: [], ignored: reasonOf(type) }
  const outcome = kind.read(payload, type)
  if (!outcome) return { facts: [], ignored: `"${type}" does not carry what it is about` }
  if (!("fact" in outcome)) return { facts: [], ...outcome }
  // The signing key is believed, and the body is compared with it.
  const mode: Mode = modeOfKey(options.secretKeys[0] ?? "")
  const domain = domainOf(payload)
  const contradicts = domain !== undefined && domain !== mode
  const contradictions = [`the account's keys are ${mode} keys, the event says that its domain is ${domain}`]
  return { facts: [{ ...outcome.fact, mode, ...(contradicts && { contradictions }) }] }
}
