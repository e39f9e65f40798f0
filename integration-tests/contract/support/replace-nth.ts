type Place = readonly [container: Record<string, unknown>, key: string]

/** Every value inside `root`, in document order. */
function placesIn(root: unknown): Place[] {
  const places: Place[] = []
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return
    for (const key of Object.keys(value)) {
      places.push([value as Record<string, unknown>, key])
      visit((value as Record<string, unknown>)[key])
    }
  }
  visit(root)
  return places
}

/** The number of values that can be replaced. */
export const countOf = (root: unknown): number => placesIn(root).length

/** A copy of `root` in which one of the values inside it, counted in document order, is replaced. */
export function replaceNth(root: unknown, at: number, replacement: unknown): unknown {
  const copy: unknown = structuredClone(root)
  const places = placesIn(copy)
  const place = places[at % places.length]
  if (place) place[0][place[1]] = replacement
  return copy
}
