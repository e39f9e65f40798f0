import type { Transaction } from "./transaction"

/** The stored fields of a notification, and those that asking UnionPay adds. */
export type UnionPayEvent = Transaction & {
  /** Fields by which the signed text can be read in another way, as sentences for a person. */
  readonly ambiguities?: readonly string[]
  /** Set once UnionPay has been asked: the transaction then holds its answer. Names the fields in which the notification differed. */
  readonly differences?: readonly string[]
}
