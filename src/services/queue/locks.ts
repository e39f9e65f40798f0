/**
 * The one wait for a lock, be it on a payment or on a cart: as long as core waits for a cart that is being completed. Who gives up
 * earlier fails beside every slow completion; who gives up later holds a database connection for nothing.
 */
export const LOCK_WAIT_SECONDS = 30

/** Core waits up to 30 s for a cart's lock and for the provider in between; beyond this nothing is going on any more. */
export const LONGEST_WORK_SECONDS = 180
