import { isSensitiveName } from "./sensitive-names"

const MASK = "[redacted]"

/** Paths split at the dots, each with the number of segments that have matched so far. */
type Trail = readonly { readonly segments: readonly string[]; readonly matched: number }[]

interface Visit {
  readonly from: object
  readonly to: object
  readonly trail: Trail
  readonly masked: boolean
}

/**
 * A deep copy of a JSON value that reads "[redacted]" where a value identifies a payer or grants access: everything under the dot
 * paths (`*` stands for any key or index) and under sensitive names anywhere. Masking a branch masks its text and numbers and
 * leaves its shape. It walks without recursion, so that no depth of nesting can overflow the stack.
 */
export function redact(payload: unknown, paths: readonly string[]): unknown {
  if (!isObject(payload)) return payload
  const root = emptyLike(payload)
  const trail = paths.map((path) => ({ segments: path.split("."), matched: 0 }))
  const visits: Visit[] = [{ from: payload, to: root, trail, masked: false }]
  for (let visit = visits.pop(); visit; visit = visits.pop()) {
    for (const [key, value] of Object.entries(visit.from) as [string, unknown][]) {
      const trail = follow(visit.trail, key)
      const masked = visit.masked || isSensitiveName(key) || trail.some(isComplete)
      if (!isObject(value)) {
        put(visit.to, key, masked && isContent(value) ? MASK : value)
        continue
      }
      const copy = emptyLike(value)
      put(visit.to, key, copy)
      visits.push({ from: value, to: copy, trail, masked })
    }
  }
  return root
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null

const emptyLike = (value: object): object => (Array.isArray(value) ? [] : {})

/** null, true and false say nothing about a person, and show that a field was there. */
const isContent = (value: unknown): boolean => typeof value === "string" || typeof value === "number"

const follow = (trail: Trail, key: string): Trail =>
  trail.flatMap(({ segments, matched }) => {
    const segment = segments[matched]
    return segment === "*" || segment === key ? [{ segments, matched: matched + 1 }] : []
  })

const isComplete = ({ segments, matched }: Trail[number]): boolean => matched === segments.length

/** Defines rather than assigns: a key called `__proto__` would otherwise become the copy's prototype and vanish from it. */
const put = (target: object, key: string, value: unknown): void => {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })
}
