type Value = Buffer | Uint8Array | string | number | boolean | ReadonlyArray<Buffer | string>

/**
 * A broker's headers as those of a call: lower-cased, as text. A header that is there twice, also by other letters, is joined by
 * ", ", so that a signature beside a second one is refused as over HTTP. Tables and lists of AMQP are no headers of a call.
 */
export function headersOf(entries: Iterable<readonly [string, unknown]>): Record<string, string> {
  const headers: Record<string, string> = Object.create(null)
  for (const [name, value] of entries) {
    const text = textOf(value as Value)
    if (text === undefined) continue
    const key = name.toLowerCase()
    headers[key] = key in headers ? `${headers[key]}, ${text}` : text
  }
  return headers
}

function textOf(value: Value | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined
  if (value instanceof Uint8Array) return Buffer.from(value).toString()
  if (Array.isArray(value)) {
    const texts = value.map(textOf)
    return texts.includes(undefined) ? undefined : texts.join(", ")
  }
  return typeof value === "object" ? undefined : String(value)
}
