/** The values of a filter as the dashboard's table keeps them in the page's address; undefined where none is chosen. */
export function chosen(param: string | undefined): string[] | undefined {
  try {
    const values: unknown = JSON.parse(param ?? "null")
    return Array.isArray(values) && values.length ? values.map(String) : undefined
  } catch {
    return undefined
  }
}
