import { randomUUID } from "node:crypto"
import type { OutgoingMessage } from "../../../../src/services/deliveries/kind"

/** A message as the queue of deliveries hands it to a sender. */
export function outgoing(given: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const { id = `ptrn_${randomUUID()}`, fact = "payment.captured", subject = "prec_1", sequence = 1, account = "shop" } = given
  const recordedAt = given.recordedAt ?? new Date("2026-11-30T09:00:00.123Z")
  return {
    id,
    fact,
    account,
    subject,
    sequence,
    recordedAt,
    body: Buffer.from(JSON.stringify({ id, type: fact, sequence, data: { note: "Käse – 你好 \u0000" } })),
    attributes: {
      specversion: "1.0",
      id,
      type: `payment_notification.${fact}`,
      source: `/payment-notifications/accounts/${account}`,
      subject,
      time: recordedAt.toISOString(),
      datacontenttype: "application/json",
      sequence: String(sequence),
      partitionkey: subject,
    },
    attempt: 1,
    ...given,
  }
}

export const many = (count: number, given: (index: number) => Partial<OutgoingMessage> = () => ({})): OutgoingMessage[] =>
  Array.from({ length: count }, (_, index) => outgoing(given(index)))
