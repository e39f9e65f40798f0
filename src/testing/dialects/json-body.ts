/** The bytes of a JSON body. */
export const jsonBody = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

/** Whole seconds since 1970. */
export const unixSeconds = (at: Date): number => Math.floor(at.getTime() / 1000)
