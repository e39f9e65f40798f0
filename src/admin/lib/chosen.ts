/** The values of a filter as the dashboard's table keeps them in the page's address; undefined where none is chosen. */
export function chosen(param: string | undefined): string[] | undefined {
  try {
    const values: unknown = JSON.parse(param ?? "null")
    return Array.isArray(values) && values.length ? values.map(String) : undefined
  } catch {
    return undefined
  }
}

/** The span of a time filter, by its operators: `{ $gte: "2026-06-01T00:00:00.000Z" }`; undefined where none is chosen. */
export function chosenTimes(param: string | undefined): Record<string, string> | undefined {
  try {
    const span: unknown = JSON.parse(param ?? "null")
    if (typeof span !== "object" || span === null || Array.isArray(span)) return undefined
    const given = Object.entries(span).filter((entry): entry is [string, string] => typeof entry[1] === "string")
    return given.length ? Object.fromEntries(given) : undefined
  } catch {
    return undefined
  }
}
