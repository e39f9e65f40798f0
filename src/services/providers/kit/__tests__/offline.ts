/** The `fetch` of adapters that ask nobody: a test that reaches for the network fails. */
export const offline: typeof fetch = (input) => Promise.reject(new Error(`${String(input)} was asked, though nothing may be`))
