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
  type DataSource,
  type EntitySchema,
  type FindManyOptions,
  type FindOperator,
  type ObjectLiteral,
} from "typeorm"
import { InvalidFilterError } from "../../domain/errors"
import {
  PaymentAttentionDecisionEntity,
  PaymentAttentionEntity,
  PaymentCaptureEntity,
  PaymentDisputeEntity,
  PaymentNotificationAttemptEntity,
  PaymentNotificationEntity,
  PaymentRecordEntity,
  PaymentRefundEntity,
  PaymentTransitionEntity,
  PushSubscriptionEntity,
  ReconciliationFindingEntity,
  ReconciliationRunEntity,
  WebhookEventEntity,
} from "../entities"

/** The entities that `query.graph` answers for, by entity name. */
export const QUERYABLE = {
  PaymentWebhookEvent: WebhookEventEntity,
  PaymentRecord: PaymentRecordEntity,
  PaymentTransition: PaymentTransitionEntity,
  PaymentNotification: PaymentNotificationEntity,
  PaymentNotificationAttempt: PaymentNotificationAttemptEntity,
  PaymentCapture: PaymentCaptureEntity,
  PaymentRefund: PaymentRefundEntity,
  PaymentDispute: PaymentDisputeEntity,
  PaymentAttention: PaymentAttentionEntity,
  PaymentAttentionDecision: PaymentAttentionDecisionEntity,
  PushSubscription: PushSubscriptionEntity,
  ReconciliationRun: ReconciliationRunEntity,
  ReconciliationFinding: ReconciliationFindingEntity,
} as const satisfies Record<string, EntitySchema<any>>

export type QueryableEntity = keyof typeof QUERYABLE

/** Medusa's find config, as far as it applies to flat tables. */
export interface QueryConfig {
  readonly select?: readonly string[]
  readonly take?: number | null
  readonly skip?: number
  readonly order?: Readonly<Record<string, "ASC" | "DESC" | "asc" | "desc">>
}

type Filter = Readonly<Record<string, unknown>>

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

const SUPPORTED = Object.keys(OPERATORS).join(", ")

/** PostgreSQL's codes for a value (class 22) or an operator (42883) that does not fit the column. */
const UNFIT = /^(22|42883)/

/** Lists and counts rows the way Medusa's generated `listAndCountX(filters, config)` does. */
export class QueryRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  list<T extends ObjectLiteral>(entity: QueryableEntity, filters: Filter = {}, config: QueryConfig = {}): Promise<T[]> {
    return this.#fitting(async () => this.#repository<T>(entity).find(this.#options<T>(entity, filters, config)))
  }

  listAndCount<T extends ObjectLiteral>(
    entity: QueryableEntity,
    filters: Filter = {},
    config: QueryConfig = {},
  ): Promise<[T[], number]> {
    return this.#fitting(async () => this.#repository<T>(entity).findAndCount(this.#options<T>(entity, filters, config)))
  }

  /** Runs a query; throws InvalidFilterError if its filters do not fit the table. */
  async #fitting<R>(query: () => Promise<R>): Promise<R> {
    try {
      return await query()
    } catch (error) {
      const code = error instanceof QueryFailedError && (error.driverError as { code?: string }).code
      if (code && UNFIT.test(code)) throw new InvalidFilterError(`cannot filter: ${error.message}`, { cause: error })
      throw error
    }
  }

  #repository<T extends ObjectLiteral>(entity: QueryableEntity) {
    return this.#db.getRepository(QUERYABLE[entity] as unknown as EntitySchema<T>)
  }

  #options<T extends ObjectLiteral>(entity: QueryableEntity, filters: Filter, config: QueryConfig): FindManyOptions<T> {
    const columns = this.#repository(entity).metadata.columns.filter(({ isSelect }) => isSelect)
    const known = new Set(columns.map(({ propertyName }) => propertyName))
    const select = config.select?.filter((field) => known.has(field))
    const unknown = Object.keys(config.order ?? {}).find((field) => !known.has(field))
    if (unknown) throw new InvalidFilterError(`cannot order by "${unknown}": no such field`)
    return {
      where: where(filters, known),
      ...(select?.length && { select: Object.fromEntries([...new Set(["id", ...select])].map((field) => [field, true])) }),
      ...(config.take != null && { take: config.take }),
      ...(config.skip && { skip: config.skip }),
      order: { ...(config.order ?? { [known.has("created_at") ? "created_at" : "id"]: "ASC" }) },
    } as FindManyOptions<T>
  }
}

/** Filters to TypeORM's `where`. A field that the table does not have is refused: if it were ignored, every row would match. */
function where(filters: Filter, known: ReadonlySet<string>): Record<string, unknown> {
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

/** Operators that take several values. */
const LISTS: ReadonlySet<string> = new Set(["$in", "$nin"])
