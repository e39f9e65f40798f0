/** A way to a leaf of a JSON value, by keys and indexes. */
export type LeafPath = readonly (string | number)[]

/** Every leaf: a text, a number, true, false, null, an empty list or an empty object. */
export function leavesOf(value: unknown, path: LeafPath = []): LeafPath[] {
  if (typeof value !== "object" || value === null) return [path]
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return entries.length ? entries.flatMap(([key, item]) => leavesOf(item, [...path, key])) : [path]
}

/** A pattern's `*` stands for one key or index; a pattern also covers all that lies below it. */
export const covers = (pattern: string, path: LeafPath): boolean => {
  const segments = pattern.split(".")
  return segments.length <= path.length && segments.every((segment, index) => segment === "*" || segment === String(path[index]))
}

/** Stands for no value at all. */
export const ABSENT = Symbol("absent")

/** The values that a provider may send in a field that nobody needs. */
export const ANYTHING: Readonly<Record<string, unknown>> = {
  empty: "",
  null: null,
  absent: ABSENT,
  "a number": 7,
  "an object": { nested: { deeper: ["text"] } },
  "5,000 characters": "x".repeat(5_000),
}

/** A copy of `value` with another leaf. */
export function withLeaf(value: unknown, path: LeafPath, leaf: unknown): unknown {
  const copy = structuredClone(value)
  const parent = path.slice(0, -1).reduce<any>((at, key) => at[key], copy)
  const last = path.at(-1)
  if (last === undefined) return leaf
  if (leaf !== ABSENT) parent[last] = leaf
  else if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else delete parent[last]
  return copy
}
