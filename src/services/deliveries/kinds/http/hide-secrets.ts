/** A shorter text is no secret, and would be hidden wherever it stands by chance. */
const SHORTEST = 6

/** The texts of a call that must stay out of logs: its own headers, and values in its URL. */
export function secretsOf(url: URL, headers: Readonly<Record<string, string>>): readonly string[] {
  const values = [...url.searchParams.values(), ...Object.values(headers)]
  // Receivers echo values as they read them, or as they came.
  const spellings = values.flatMap((value) => [value, encodeURIComponent(value), value.replace(/^\w+ /, "")])
  return [...new Set(spellings)].filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length)
}

/** A text of the receiver's without the secrets that it was sent: some receivers answer with what they were called with. */
export const hideSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((hidden, secret) => hidden.replaceAll(secret, "[hidden]"), text)
