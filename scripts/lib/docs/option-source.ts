import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import ts from "typescript"

/** A constant of a source file. */
export interface Declaration {
  readonly source: Source
  readonly value: ts.Expression
  readonly comment: string
}

/** A source file: its constants by name, and the origin of the other names that it uses. */
export interface Source {
  readonly file: ts.SourceFile
  readonly constants: ReadonlyMap<string, Declaration>
  readonly imports: ReadonlyMap<string, string>
}

const sources = new Map<string, Source>()

/** Reads a module by its path without an extension, once. */
export function readSource(path: string): Source {
  const known = sources.get(path)
  if (known) return known
  const name = [`${path}.ts`, join(path, "index.ts")].find((candidate) => existsSync(candidate))
  if (!name) throw new Error(`there is no module ${path}`)
  const file = ts.createSourceFile(name, readFileSync(name, "utf8"), ts.ScriptTarget.ES2022, true)
  const constants = new Map<string, Declaration>()
  const imports = new Map<string, string>()
  const source: Source = { file, constants, imports }
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name: constant, initializer: value } of statement.declarationList.declarations) {
        if (value) constants.set(constant.getText(), { source, value, comment: commentOf(statement) })
      }
    } else if (ts.isImportDeclaration(statement)) {
      const from = (statement.moduleSpecifier as ts.StringLiteral).text
      const names = statement.importClause?.namedBindings
      if (!from.startsWith(".") || !names || !ts.isNamedImports(names)) continue
      for (const { name: imported } of names.elements) imports.set(imported.text, join(dirname(name), from))
    }
  }
  sources.set(path, source)
  return source
}

/** The declaration behind a name, in its own file or in the one it is imported from. */
export function declarationOf(source: Source, name: string): Declaration | undefined {
  const own = source.constants.get(name)
  if (own) return own
  const from = source.imports.get(name)
  return from === undefined ? undefined : declarationOf(readSource(from), name)
}

/** The text of the doc comment above a node, in one line. */
export function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  return (ts.getTextOfJSDocComment(comment?.comment) ?? "").replace(/\s+/g, " ").trim()
}
