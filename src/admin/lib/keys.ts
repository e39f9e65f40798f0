/** The keys of what was read; a decision invalidates all that begin with `all`. */
export const keys = {
  all: ["payment-notifications"] as const,
  overview: ["payment-notifications", "overview"] as const,
  items: (query: object) => ["payment-notifications", "items", query] as const,
  item: (id: string) => ["payment-notifications", "item", id] as const,
  events: (query: object) => ["payment-notifications", "events", query] as const,
  event: (id: string) => ["payment-notifications", "event", id] as const,
  story: (id: string, kinds: readonly string[]) => ["payment-notifications", "story", id, kinds] as const,
  order: (id: string) => ["payment-notifications", "order", id] as const,
}
