import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../application/ground/module"

type ReadPage = ReturnType<typeof paymentNotificationService>["lists"]["page"]
type PageRequest = Parameters<ReadPage>[1]

/** The rest of a list's answer, beside its rows. */
export interface ListFrame extends Omit<Awaited<ReturnType<ReadPage>>, "rows"> {
  readonly offset: number
  readonly limit: number
}

/** Reads one page of a list as its query says; `needed` are columns that are read whatever `fields` leaves out. */
export async function readList<T extends object>(
  req: MedusaRequest,
  entity: Parameters<ReadPage>[0],
  needed: readonly string[] = [],
): Promise<{ rows: T[]; frame: ListFrame }> {
  const { cursor, with_deleted: _none, ...filters } = req.filterableFields as { cursor?: string; with_deleted?: boolean }
  const { fields, pagination } = req.queryConfig
  const { take: limit = 20, skip: offset = 0, order = {} } = pagination
  if (cursor !== undefined && offset > 0) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "give either cursor or offset: a cursor leads to its page by itself")
  }
  const request: PageRequest = {
    fields: [...fields, ...needed],
    filters,
    order: order as PageRequest["order"],
    limit,
    offset,
    cursor,
  }
  const { rows, ...counted } = await paymentNotificationService(req.scope).lists.page<T>(entity, request)
  return { rows, frame: { ...counted, offset, limit } }
}
