/** All that a header may not carry as it is: only printable ASCII without space, `"` and `%` is safe (CloudEvents HTTP, 3.1.3.2). */
const UNSAFE = /[^\x21\x23\x24\x26-\x7e]/gu

const encode = (value: string): string =>
  value.replace(UNSAFE, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  )

/** CloudEvents' attributes as headers of the binary mode: `ce-id`, `ce-type` …, and `content-type` for the body's own. */
export function cloudEventHeaders(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const { datacontenttype = "application/json", ...others } = attributes
  const headers: Record<string, string> = { "content-type": datacontenttype }
  for (const [name, value] of Object.entries(others)) headers[`ce-${name}`] = encode(value)
  return headers
}
