import type { Transaction } from "./transaction"

/** The stored fields of a notification, and those that asking UnionPay adds. */
export type UnionPayEvent = Transaction & {
  /** Set once UnionPay has been asked: the transaction then holds its answer. Names the fields in which the notification differed. */
  readonly differences?: readonly string[]
}
