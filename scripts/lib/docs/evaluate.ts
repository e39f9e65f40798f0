import { createRequire } from "node:module"
import ts from "typescript"
import type { Source } from "./option-source"

const load = createRequire(__filename)

/**
 * The value of an expression in an options file: a default, a limit, a list of known words. Its names are the file's own
 * constants, or its imports. Throws for an expression that depends on anything else.
 */
export function evaluate(node: ts.Expression, source: Source): unknown {
  const names = new Map<string, unknown>()
  const visit = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner) && isReference(inner)) {
      const own = source.constants.get(inner.text)
      const from = source.imports.get(inner.text)
      if (own) names.set(inner.text, evaluate(own.value, own.source))
      else if (from !== undefined) names.set(inner.text, load(from)[inner.text])
    }
    inner.forEachChild(visit)
  }
  visit(node)
  const text = ts.transpile(`(${node.getText()})`, { target: ts.ScriptTarget.ES2022, removeComments: true })
  return new Function(...names.keys(), `return ${text.trim()}`)(...names.values())
}

/** Not the `b` of `a.b`, nor the key of `{ b: 1 }`. */
const isReference = (node: ts.Identifier): boolean =>
  !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) &&
  !(ts.isPropertyAssignment(node.parent) && node.parent.name === node)
