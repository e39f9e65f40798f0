/** The error a promise rejects with; fails when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error("it was accepted")
}

export type ErrorClass = abstract new (...args: never[]) => Error

/** Requires a rejection with this very kind of error. */
export async function expectRefused(promise: Promise<unknown>, kind: ErrorClass): Promise<void> {
  expect(await rejection(promise)).toBeInstanceOf(kind)
}
