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
  type DataSource,
  type EntitySchema,
  type FindManyOptions,
  type FindOperator,
  type ObjectLiteral,
} from "typeorm"
import {
  PaymentAttentionDecisionEntity,
  PaymentAttentionEntity,
  PaymentCaptureEntity,
  PaymentDisputeEntity,
  PaymentNotificationEntity,
  PaymentRecordEntity,
  PaymentRefundEntity,
  PaymentTransitionEntity,
  ReconciliationFindingEntity,
  ReconciliationRunEntity,
  WebhookEventEntity,
} from "./entities"

/** The entities that `query.graph` answers for, by entity name. */
export const QUERYABLE = {
  PaymentWebhookEvent: WebhookEventEntity,
  PaymentRecord: PaymentRecordEntity,
  PaymentTransition: PaymentTransitionEntity,
  PaymentNotification: PaymentNotificationEntity,
  PaymentCapture: PaymentCaptureEntity,
  PaymentRefund: PaymentRefundEntity,
  PaymentDispute: PaymentDisputeEntity,
  PaymentAttention: PaymentAttentionEntity,
  PaymentAttentionDecision: PaymentAttentionDecisionEntity,
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

/** Lists and counts rows the way Medusa's generated `listAndCountX(filters, config)` does. */
export class QueryRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  list<T extends ObjectLiteral>(entity: QueryableEntity, filters: Filter = {}, config: QueryConfig = {}): Promise<T[]> {
    return this.#repository<T>(entity).find(this.#options<T>(entity, filters, config))
  }

  listAndCount<T extends ObjectLiteral>(
    entity: QueryableEntity,
    filters: Filter = {},
    config: QueryConfig = {},
  ): Promise<[T[], number]> {
    return this.#repository<T>(entity).findAndCount(this.#options<T>(entity, filters, config))
  }

  #repository<T extends ObjectLiteral>(entity: QueryableEntity) {
    return this.#db.getRepository(QUERYABLE[entity] as unknown as EntitySchema<T>)
  }

  #options<T extends ObjectLiteral>(entity: QueryableEntity, filters: Filter, config: QueryConfig): FindManyOptions<T> {
    const known = new Set(this.#repository(entity).metadata.columns.map(({ propertyName }) => propertyName))
    const select = config.select?.filter((field) => known.has(field))
    return {
      where: where(filters, known),
      ...(select?.length && { select: Object.fromEntries([...new Set(["id", ...select])].map((field) => [field, true])) }),
      ...(config.take != null && { take: config.take }),
      ...(config.skip && { skip: config.skip }),
      order: { ...(config.order ?? { [known.has("created_at") ? "created_at" : "id"]: "ASC" }) },
    } as FindManyOptions<T>
  }
}

/** Filters to TypeORM's `where`. A field the table does not have is refused: ignoring it would answer every row. */
function where(filters: Filter, known: ReadonlySet<string>): Record<string, unknown> {
  const conditions: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(filters)) {
    if (value === undefined) continue
    if (!known.has(field)) throw new Error(`cannot filter by "${field}": no such field`)
    conditions[field] = operand(value)
  }
  return conditions
}

function operand(value: unknown): unknown {
  if (value === null) return IsNull()
  if (Array.isArray(value)) return In(value)
  if (typeof value !== "object" || value instanceof Date) return value
  const operators = Object.entries(value).map(([name, operandValue]) => {
    const operator = OPERATORS[name]
    if (!operator) throw new Error(`cannot filter with "${name}": no such operator`)
    return operator(operandValue as never)
  })
  return operators.length === 1 ? operators[0] : And(...operators)
}
