import ts from "typescript"

/** A JSON Schema of the draft 2020-12, as far as answers need it. */
export type Schema = Record<string, unknown> & {
  type?: string | string[]
  $ref?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
}

/** Turns an object's schema into another one; the one for each of its properties is done already. `where`: the names that lead to it. */
export type Reshape = (schema: Schema, where: string) => Schema

/**
 * JSON Schemas of types as `JSON.stringify` writes their values. The compiler's own checker resolves them, because an answer's type is
 * often a `Pick`, an `Omit` or what a function returns: libraries that read the syntax give up at those. A type with a name of its
 * own becomes a component.
 */
export class TypeSchemas {
  readonly components: Record<string, Schema> = {}
  readonly #names = new Map<ts.Type, string>()

  constructor(
    readonly checker: ts.TypeChecker,
    readonly reshape: Reshape = (schema) => schema,
  ) {}

  /** Throws for a type that JSON cannot hold. `where` names it in the error. */
  of(type: ts.Type, where: string): Schema {
    const name = nameOf(type)
    if (!name) return this.#convert(type, where)
    const known = this.#names.get(type)
    if (!known) {
      if (this.components[name])
        throw new Error(`${where}: two types are called ${name}; an answer of the API needs a name of its own`)
      this.#names.set(type, name)
      // A type that holds itself finds its place taken.
      this.components[name] = {}
      const description = textOf((type.aliasSymbol ?? type.symbol).getDocumentationComment(this.checker))
      this.components[name] = { ...(description && { description }), ...this.#convert(type, where) }
    }
    return { $ref: `#/components/schemas/${known ?? name}` }
  }

  #convert(type: ts.Type, where: string): Schema {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) return {}
    if (type.flags & ts.TypeFlags.Null) return { type: "null" }
    if (type.isStringLiteral() || type.isNumberLiteral()) return { type: typeof type.value, const: type.value }
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { type: "boolean", const: this.checker.typeToString(type) === "true" }
    if (type.flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) return { type: "string" }
    if (type.flags & ts.TypeFlags.Number) return { type: "number" }
    if (type.flags & ts.TypeFlags.Boolean) return { type: "boolean" }
    if (type.isUnion()) return this.#union(type.types, where)
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) {
      const [item, ...more] = this.checker.getTypeArguments(type as ts.TypeReference)
      if (!item || more.length) throw new Error(`${where}: a list needs one type of entries`)
      return { type: "array", items: this.of(item, `${where}[]`) }
    }
    if (type.symbol?.name === "Date") return { type: "string", format: "date-time" }
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return this.#object(type, where)
    throw new Error(`${where}: JSON cannot hold ${this.checker.typeToString(type)}`)
  }

  #union(types: readonly ts.Type[], where: string): Schema {
    const some = types.filter((one) => !(one.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)))
    const orNull = types.some((one) => one.flags & ts.TypeFlags.Null)
    // The checker orders them as it has met them: a change elsewhere would move them.
    const values = some.flatMap((one) => (one.isStringLiteral() ? [one.value] : [])).sort()
    if (values.length === some.length)
      return { type: orNull ? ["string", "null"] : "string", enum: orNull ? [...values, null] : values }
    const isBoolean = some.length === 2 && some.every((one) => one.flags & ts.TypeFlags.BooleanLiteral)
    const schemas = isBoolean ? [{ type: "boolean" } as Schema] : some.map((one) => this.of(one, where))
    const [only] = schemas
    if (schemas.length > 1 || !only) return { anyOf: orNull ? [...schemas, { type: "null" }] : schemas }
    if (!orNull || !Object.keys(only).length) return only
    return typeof only.type === "string" && !("const" in only)
      ? { ...only, type: [only.type, "null"] }
      : { anyOf: [only, { type: "null" }] }
  }

  #object(type: ts.Type, where: string): Schema {
    const properties: Record<string, Schema> = {}
    const required: string[] = []
    for (const property of this.checker.getPropertiesOfType(type)) {
      const of = this.checker.getTypeOfSymbol(property)
      if (of.getCallSignatures().length) throw new Error(`${where}.${property.name}: JSON holds no functions`)
      const description = textOf(property.getDocumentationComment(this.checker))
      properties[property.name] = { ...(description && { description }), ...this.of(of, `${where}.${property.name}`) }
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name)
    }
    const others = this.checker.getIndexTypeOfType(type, ts.IndexKind.String)
    const schema: Schema = { type: "object" }
    if (Object.keys(properties).length || !others) schema.properties = properties
    if (required.length) schema.required = required
    if (others) schema.additionalProperties = this.of(others, `${where}.*`)
    return this.reshape(schema, where)
  }
}

/** The name that its author gave to an object's type; undefined for what is put together of others, and for what a library names. */
function nameOf(type: ts.Type): string | undefined {
  const symbol = type.aliasSymbol ?? (type.isClassOrInterface() ? type.symbol : undefined)
  if (!symbol || type.aliasTypeArguments?.length || !(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)))
    return undefined
  const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? ""
  return file.includes("/node_modules/") ? undefined : symbol.name
}

const textOf = (parts: ts.SymbolDisplayPart[]): string => ts.displayPartsToString(parts).replace(/\s+/g, " ").trim()
