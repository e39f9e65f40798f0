import type { Transaction } from "./transaction"

/** What is stored of a notification, and what asking UnionPay adds to it. */
export type UnionPayEvent = Transaction & {
  /** Set once UnionPay has been asked: the transaction is then as its answer tells it. Names what the notification told otherwise. */
  readonly differences?: readonly string[]
}
