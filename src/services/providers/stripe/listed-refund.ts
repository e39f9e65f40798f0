import { readObject, readSeconds, readText, readUnits } from "../kit/fields"

/** A refund as a charge lists it. */
export interface ListedRefund {
  readonly id: string
  readonly amount: number
  readonly created: number
  readonly status: string | undefined
}

/** Undefined for anything that is no refund. */
export function pickRefund(refund: unknown): ListedRefund | undefined {
  const object = readObject(refund)
  const [id, amount, created] = [readText(object?.id), readUnits(object?.amount), readSeconds(object?.created)]
  if (id === undefined || amount === undefined || created === undefined) return undefined
  return { id, amount, created, status: readText(object?.status) }
}

/** A charge's list of refunds. One that holds anything else is no list: a part of the refunds would look like all of them. */
export function pickRefunds(refunds: unknown): { readonly data: readonly ListedRefund[] } | undefined {
  const listed: unknown = readObject(refunds)?.data
  if (!Array.isArray(listed)) return undefined
  const data = listed.map(pickRefund)
  return data.includes(undefined) ? undefined : { data: data as ListedRefund[] }
}
