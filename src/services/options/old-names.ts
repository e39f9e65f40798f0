type Tree = Readonly<Record<string, unknown>>

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value)

/** Values that have another name since 0.2: their path, the old name, the new one. */
const VALUES = [
  [["orphans", "policy"], "hold", "review"],
  [["doublePayments", "policy"], "hold", "review"],
  [["risk", "repeatedFailures", "action"], "hold", "review"],
  [["risk", "sharedPaymentMethod", "action"], "hold", "review"],
  [["risk", "earlyFraudWarning"], "hold", "review"],
  [["risk", "review"], "hold", "review"],
] as const

/** Keys that have another name since 0.2: the path of their group (`*` is any key), the old name, the new one. */
const KEYS = [
  [["notifications", "templates"], "merchant.attention.follow_up_failed", "merchant.attention.after_payment_failed"],
  [["notifications", "messages", "*", "facts"], "merchant.attention.follow_up_failed", "merchant.attention.after_payment_failed"],
] as const

/**
 * Renames options of 0.1 to today's names. `warn` gets one sentence for each old name. A store that upgrades still boots, because
 * a wrong policy would be noticed only when money comes.
 *
 * @deprecated The old words go with 1.0.
 */
export function readOldNames(input: unknown, warn: (message: string) => void): unknown {
  const say = (path: readonly string[], was: string, is: string) =>
    warn(`option ${path.join(".")}: "${was}" is called "${is}" since 0.2, and read until 1.0`)
  let options = input
  for (const [path, was, is] of VALUES) {
    options = change(options, path, (value) => {
      if (value !== was) return value
      say(path, was, is)
      return is
    })
  }
  for (const [path, was, is] of KEYS) {
    options = change(options, path, (group) => {
      if (!isTree(group) || !Object.hasOwn(group, was)) return group
      say(path, was, is)
      const { [was]: value, ...rest } = group
      return { [is]: value, ...rest }
    })
  }
  return options
}

function change(tree: unknown, [key, ...rest]: readonly string[], to: (value: unknown) => unknown): unknown {
  if (key === undefined) return to(tree)
  if (!isTree(tree)) return tree
  const keys = key === "*" ? Object.keys(tree) : Object.hasOwn(tree, key) ? [key] : []
  return keys.reduce<Tree>((changed, name) => ({ ...changed, [name]: change(tree[name], rest, to) }), tree)
}
