import type { Mode } from "../../domain/facts"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import type { PaystackPayload } from "./event"
import { KINDS } from "./kinds"
import { modeOfKey, type PaystackOptions } from "./options"

/** Reasons why an event type is not read, where there is a special one. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ["charge.failed", "Paystack documents no such event, and after a failed attempt the payer may try again"],
  ["paymentrequest.success", "the payment comes with a charge.success of its own"],
])

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads an event's one fact. Pure and total. */
export function normalizePaystack(
  { type, payload }: ProviderEvent<PaystackPayload>,
  { options }: ProviderContext<PaystackOptions>,
): Reading {
  const kind = KINDS.get(type)
  if (!kind) {
    const reason = REASONS.get(type)
    return ignored(`event type "${type}" is not read${reason ? `: ${reason}` : ""}`)
  }
  const subject = kind.read(payload, type)
  if (!subject) return ignored(`"${type}" does not carry what it is about`)
  const { fact, status, domain } = subject
  if (!fact) return ignored(`"${type}" with the status "${status}" is not read`)
  // The signing key is believed, and the body is compared with it.
  const mode: Mode = modeOfKey(options.secretKeys[0] ?? "")
  const contradicts = domain !== undefined && domain !== mode
  const contradictions = [`the account's keys are ${mode} keys, the event says that its domain is ${domain}`]
  return { facts: [{ ...fact, mode, ...(contradicts && { contradictions }) }] }
}
