import {
  And,
  In,
  IsNull,
  LessThan,
  LessThanOrEqual,
  Like,
  ILike,
  MoreThan,
  MoreThanOrEqual,
  Not,
  QueryFailedError,
  type FindOperator,
} from "typeorm"
import { InvalidFilterError } from "../../domain/errors"

export type Filter = Readonly<Record<string, unknown>>

const OPERATORS: Readonly<Record<string, (value: never) => FindOperator<unknown>>> = {
  $eq: (value: unknown) => (value === null ? IsNull() : In([value])),
  $ne: (value: unknown) => Not(value === null ? IsNull() : In([value])),
  $in: (value: unknown[]) => In(value),
  $nin: (value: unknown[]) => Not(In(value)),
  $gt: (value: unknown) => MoreThan(value),
  $gte: (value: unknown) => MoreThanOrEqual(value),
  $lt: (value: unknown) => LessThan(value),
  $lte: (value: unknown) => LessThanOrEqual(value),
  $like: (value: string) => Like(value),
  $ilike: (value: string) => ILike(value),
}

/** Operators that take several values. */
const LISTS: ReadonlySet<string> = new Set(["$in", "$nin"])

const SUPPORTED = Object.keys(OPERATORS).join(", ")

/** PostgreSQL's codes for a value (class 22) or an operator (42883) that does not fit the column. */
const UNFIT = /^(22|42883)/

/** Runs a query; throws InvalidFilterError if its filters do not fit the table. */
export async function fitting<R>(query: () => Promise<R>): Promise<R> {
  try {
    return await query()
  } catch (error) {
    const code = error instanceof QueryFailedError && (error.driverError as { code?: string }).code
    if (code && UNFIT.test(code)) throw new InvalidFilterError(`cannot filter: ${error.message}`, { cause: error })
    throw error
  }
}

/** Filters to TypeORM's `where`. A field that the table does not have is refused: if it were ignored, every row would match. */
export function where(filters: Filter, known: ReadonlySet<string>): Record<string, unknown> {
  const conditions: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(filters)) {
    if (value === undefined) continue
    if (!known.has(field)) throw new InvalidFilterError(`cannot filter by "${field}": no such field`)
    conditions[field] = operand(field, value)
  }
  return conditions
}

function operand(field: string, value: unknown): unknown {
  if (value === null) return IsNull()
  if (Array.isArray(value)) return In(value)
  if (typeof value !== "object" || value instanceof Date) return value
  const operators = Object.entries(value)
    .filter(([, operandValue]) => operandValue !== undefined)
    .map(([name, operandValue]) => {
      const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined
      if (!operator) throw new InvalidFilterError(`cannot filter "${field}" with "${name}": use one of ${SUPPORTED}`)
      if (LISTS.has(name) && !Array.isArray(operandValue)) {
        throw new InvalidFilterError(`cannot filter "${field}" with "${name}": it takes a list`)
      }
      return operator(operandValue as never)
    })
  if (!operators.length) throw new InvalidFilterError(`cannot filter "${field}" with nothing: use one of ${SUPPORTED}`)
  return operators.length === 1 ? operators[0] : And(...operators)
}
