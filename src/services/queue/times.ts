/** How often a worker looks at its queue without being woken: one indexed query. Hints only make it faster. */
export const LOOK_EVERY_MS = 1_000

/**
 * Orders first: messages and after-payment work wait until the inbox has nothing to do, but for no longer than this. A busy store
 * that never notified a customer would be worse than an order that is made a moment later.
 */
export const INBOX_PATIENCE_MS = 1_000

/** A provider waits for its answer, an order does not: events are started between the calls that arrive. */
export const INTAKE_PATIENCE_MS = 50

/**
 * How long a deployment waits for work in flight. Orchestrators kill after 30 seconds by default; a lease that is left behind
 * only delays.
 */
export const SHUTDOWN_SECONDS = 15

/** Rows younger than this are still on their ordinary path; the sweep takes up older ones only. */
export const OVERDUE_SECONDS = 10

/** Rows of one kind that one sweep takes up. The next sweep comes in seconds, so that no kind has to wait for all of another. */
export const SWEEP_BATCH = 100

/** Long enough for a slow mail server, short enough that a crash delays a message by a minute and no more. */
export const NOTIFICATION_LEASE_SECONDS = 60

/** After this time an after-payment workflow counts as failed, in its own process or in one that died, and is run again. */
export const AFTER_PAYMENT_LEASE_SECONDS = 120

/** Longer than a round of reconciliation: a check that a killed process had claimed is due again after it. */
export const CHECK_LEASE_SECONDS = 180
