const PARTS = /^(https?):\/\/([^/?#]*)(.*)$/is
const PORT = /:\d+$/

/** The URL with its port (the standard one where it names none) and without: Twilio has signed either, depending on the product. */
export function withAndWithoutPort(url: string): string[] {
  const [, scheme, authority, rest] = PARTS.exec(url) ?? []
  if (scheme === undefined || authority === undefined || rest === undefined) return [url]
  const bare = authority.replace(PORT, "")
  const port = PORT.exec(authority)?.[0] ?? (scheme.toLowerCase() === "https" ? ":443" : ":80")
  return [`${scheme}://${bare}${rest}`, `${scheme}://${bare}${port}${rest}`]
}
