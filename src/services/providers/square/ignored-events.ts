/**
 * Families of documented events of which no fact is made, each with the reason. All that they say about money, payment.updated,
 * refund.updated and dispute.state.updated say as well.
 */
const FAMILIES: readonly (readonly [prefix: string, reason: string])[] = [
  ["order.", "changes an order; payment.updated and refund.updated report its money"],
  ["invoice.", "changes an invoice; payment.updated and refund.updated report its money"],
  ["subscription.", "changes a subscription; payment.updated reports each charge"],
  ["terminal.", "changes a terminal's task; payment.updated and refund.updated report its money"],
  ["gift_card.", "changes a gift card; payment.updated and refund.updated report what is paid with it"],
  ["payout.", "pays out money that payment.updated and refund.updated report"],
  ["dispute.evidence.", "changes the evidence of a dispute; dispute.state.updated reports its state"],
  ["bank_account.", "changes a bank account"],
  ["card.", "changes a saved card"],
  ["loyalty.", "changes a loyalty account, which holds points"],
]

/** Why an event of this type is ignored. Undefined for a type that is read, or not known. */
export const reasonToIgnore = (type: string): string | undefined => FAMILIES.find(([prefix]) => type.startsWith(prefix))?.[1]
