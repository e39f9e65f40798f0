/** Where a destination is, of a config whose secrets are hidden: a URL, servers, brokers; the kind where it names none. */
export function addressOf({
  kind,
  config,
}: {
  readonly kind: string
  readonly config: Readonly<Record<string, unknown>>
}): string {
  const named = config.url ?? config.servers ?? config.brokers
  if (Array.isArray(named)) return named.join(", ")
  return typeof named === "string" ? named : kind
}
