import { FetchError } from "@medusajs/js-sdk"

/** The signed-in person's roles do not allow it. */
export const isForbidden = (error: unknown): boolean => error instanceof FetchError && error.status === 403
