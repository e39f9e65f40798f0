/** A table in Markdown. Formatting pads its cells afterwards. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cellOf).join(" | ")} |`).join("\n")
}

const cellOf = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim()
