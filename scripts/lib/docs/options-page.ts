import { optionRows, type OptionRow } from "./option-rows"
import { table } from "./table"

const INTRODUCTION = `# Options

What \`medusa-config.ts\` may say under the plugin's \`options\`; the type is \`PaymentNotificationOptions\`, exported by
\`medusa-payment-notifications\`. Options are read once, at boot: one that is not known, or does not fit, stops the boot with a message
that names it and says how to correct it. Values are never repeated in that message, because they may be secrets.

A _group_ is an object with the options below it. \`[]\` stands for the entries of a list, \`<name>\` for a key of your own. "required" holds
where the group around the option is written at all. An account's \`options\` are its provider's: see the
[provider's page](providers.md).`

/** `docs/reference/options.md`, from the schema and the comments in it. */
export function optionsPage(root: string): string {
  const sections = new Map<string, OptionRow[]>()
  for (const row of optionRows(root)) {
    const name = sectionOf(row.path)
    sections.set(name, [...(sections.get(name) ?? []), row])
  }
  return [INTRODUCTION, ...[...sections].map(([name, rows]) => section(name, rows))].join("\n\n")
}

/** Groups of their own get a section; single options share one. */
const sectionOf = (path: string): string => /^(\w+)(\[\])?(\.|$)/.exec(path)![1]!

function section(name: string, rows: readonly OptionRow[]): string {
  const [first, ...rest] = rows
  const isGroup = first!.type === "group"
  const lines = (isGroup ? rest : rows).map(({ path, type, fallback, isRequired, comment }) => [
    `\`${path}\``,
    type,
    isRequired ? "required" : fallback === undefined ? "" : `\`${fallback}\``,
    comment,
  ])
  const words = rows.flatMap(({ path, words: known }) =>
    known ? [`\`${path}\`: ${known.map((word) => `\`${word}\``).join(", ")}.`] : [],
  )
  return [
    `## \`${name}\``,
    ...(isGroup && first!.comment ? [first!.comment] : []),
    table(["Option", "Type", "Default", ""], lines),
    ...words,
  ].join("\n\n")
}
