/**
 * The one wait for a lock, on a payment or on a cart: as long as core waits for a cart that is being completed. A shorter wait
 * fails beside every slow completion; a longer one holds a database connection for nothing.
 */
export const LOCK_WAIT_SECONDS = 30

/** Core waits up to 30 s for a cart's lock and for the provider in between. After this time no work can still be going on. */
export const LONGEST_WORK_SECONDS = 180
