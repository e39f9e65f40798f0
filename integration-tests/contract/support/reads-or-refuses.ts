import { MalformedPayloadError, SignatureVerificationError } from "../../../src/services/domain/errors"
import { redact } from "../../../src/services/providers/kit/redact"
import type { Harness } from "../harnesses"
import { contextOf, read, providerOf, signed } from "./call"

/** Signs `bytes` and reads them as intake does: they are refused as malformed, or every event in them can be stored. */
export async function readsOrRefuses(harness: Harness, bytes: Buffer, context = contextOf(harness)): Promise<void> {
  const provider = providerOf(harness)
  let events
  try {
    events = await read(harness, signed(harness, bytes), context)
  } catch (error) {
    const refused =
      error instanceof MalformedPayloadError ||
      ((harness.reader ?? harness.builds) !== undefined && error instanceof SignatureVerificationError)
    expect(refused ? "refused" : error).toBe("refused")
    return
  }
  for (const event of events) {
    expect(event.id).not.toMatch(/^$|\0/)
    const { facts, ignored, unclear, refetch } = provider.normalize(event, context)
    const outcomes = [facts.length > 0 || refetch === true, unclear !== undefined, ignored !== undefined]
    expect(outcomes.filter(Boolean)).toHaveLength(1)
    for (const fact of facts) {
      if (fact.amount && "minor" in fact.amount) expect(fact.amount.minor >= 0n).toBe(true)
      if (fact.occurredAt) expect(fact.occurredAt.getTime()).not.toBeNaN()
    }
    expect(() => JSON.stringify(redact(event.payload, provider.redact))).not.toThrow()
  }
}
