/** How often a worker looks at its queue without being woken: one indexed query. Hints only make it faster. */
export const LOOK_EVERY_MS = 1_000

/**
 * Orders first: messages and after-payment work wait until the inbox has nothing to do, but for no longer than this. A busy store
 * that never notified a customer would be worse than an order that is made a moment later.
 */
export const INBOX_PATIENCE_MS = 1_000

/**
 * A busy store sends its messages in batches: ten at a time cost a quarter of ten one by one. Nobody notices that a message comes
 * seconds after its order; in a store that is not busy it goes out at once.
 */
export const SENDING_PATIENCE_MS = 3_000

/** Third parties are as eager as customers, but hang on no order: between two claims, events go first for this long. */
export const DELIVERY_PATIENCE_MS = 50

/** Connections that claims and outcomes of deliveries take at once, however many destinations there are. */
export const DELIVERY_CONNECTIONS = 2

/** A provider waits for its answer, an order does not: events are started between the calls that arrive. */
export const INTAKE_PATIENCE_MS = 50

/**
 * A burst of calls is acknowledged before the first of its events is started: an order takes as long as a hundred calls. Calls that do
 * not end are no burst, and orders go on beside them.
 */
export const INTAKE_BURST_MS = 1_000

/**
 * How long a webhook call waits for the database, and for its turn. Providers wait ten seconds or longer; after that they count a
 * refusal as well, and the call has held its memory for nothing.
 */
export const INTAKE_SECONDS = 5

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

/** A message whose channel has no provider looks again after this time: with the restart that brings the provider, it goes out soon. */
export const PROVIDER_WAIT_SECONDS = 300

/** After this time an after-payment workflow counts as failed, in its own process or in one that died, and is run again. */
export const AFTER_PAYMENT_LEASE_SECONDS = 120

/**
 * Core records a refund after its provider has answered, and the webhook may come before that. A refund is taken over after this time:
 * if core were still at it, both would record it.
 */
export const CORE_REFUND_SECONDS = 60

/** How often an order is looked at whose open edit, return, exchange or claim holds back a credit line. */
export const OPEN_CHANGE_SECONDS = 15

/** Longer than a round of reconciliation: a check that a killed process had claimed is due again after it. */
export const CHECK_LEASE_SECONDS = 180

/** How often a process that consumes writes what it has seen. */
export const CONSUMER_BEAT_MS = 10_000

/** A consumer without a subscription for longer than some beats is down, wherever it runs. */
export const CONSUMER_DOWN_SECONDS = 60
