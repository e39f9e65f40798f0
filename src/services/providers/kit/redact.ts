import { isSensitiveName } from "./sensitive-names"

const MASK = "[redacted]"

/** Paths split at the dots, each with the number of segments that have matched so far. `shows`: a path that began with "!". */
type Trail = readonly { readonly segments: readonly string[]; readonly matched: number; readonly shows: boolean }[]

interface Visit {
  readonly from: object
  readonly to: object
  readonly trail: Trail
  /** Below a path. A path with "!" shows single values of it. */
  readonly masked: boolean
  /** Below a sensitive name, which no path shows. */
  readonly sensitive: boolean
}

/**
 * A deep copy of a JSON value that reads "[redacted]" where a value identifies a payer or grants access: everything under the dot
 * paths (`*` stands for any key or index) and under sensitive names anywhere. A path that begins with "!" shows the one value at
 * its end, which another path masks, so that `["*", "!id"]` shows nothing but the id. Masking a branch masks its text and numbers
 * and leaves its shape. It walks without recursion, so that no depth of nesting can overflow the stack.
 */
export function redact(payload: unknown, paths: readonly string[]): unknown {
  if (!isObject(payload)) return payload
  const root = emptyLike(payload)
  const trail = paths.map((path) => {
    const shows = path.startsWith("!")
    return { segments: path.slice(shows ? 1 : 0).split("."), matched: 0, shows }
  })
  const visits: Visit[] = [{ from: payload, to: root, trail, masked: false, sensitive: false }]
  for (let visit = visits.pop(); visit; visit = visits.pop()) {
    for (const [key, value] of Object.entries(visit.from) as [string, unknown][]) {
      const trail = follow(visit.trail, key)
      const ends = trail.filter(isComplete)
      const sensitive = visit.sensitive || isSensitiveName(key)
      const masked = visit.masked || ends.some(({ shows }) => !shows)
      if (!isObject(value)) {
        const hidden = sensitive || (masked && !ends.some(({ shows }) => shows))
        put(visit.to, key, hidden && isContent(value) ? MASK : value)
        continue
      }
      const copy = emptyLike(value)
      put(visit.to, key, copy)
      visits.push({ from: value, to: copy, trail, masked, sensitive })
    }
  }
  return root
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null

const emptyLike = (value: object): object => (Array.isArray(value) ? [] : {})

/** null, true and false say nothing about a person, and show that a field was there. */
const isContent = (value: unknown): boolean => typeof value === "string" || typeof value === "number"

const follow = (trail: Trail, key: string): Trail =>
  trail.flatMap(({ segments, matched, shows }) => {
    const segment = segments[matched]
    return segment === "*" || segment === key ? [{ segments, matched: matched + 1, shows }] : []
  })

const isComplete = ({ segments, matched }: Trail[number]): boolean => matched === segments.length

/** Defines rather than assigns: a key called `__proto__` would otherwise become the copy's prototype and vanish from it. */
const put = (target: object, key: string, value: unknown): void => {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })
}
