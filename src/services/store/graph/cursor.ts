import { z } from "@medusajs/framework/zod"
import { InvalidFilterError } from "../../domain/errors"

/** The last row of a page: its value in the column of the order, as text, and its id. */
export interface Position {
  readonly value: string | null
  readonly id: string
}

const shape = z.tuple([z.string(), z.enum(["ASC", "DESC"]), z.string().nullable(), z.string()])

/** A page's end as an opaque text for the next request. */
export const encodeCursor = (field: string, way: "ASC" | "DESC", { value, id }: Position): string =>
  Buffer.from(JSON.stringify([field, way, value, id])).toString("base64url")

/** Throws InvalidFilterError for a text that is no cursor, and for one of another order: its page would begin anywhere. */
export function decodeCursor(cursor: string, field: string, way: "ASC" | "DESC"): Position {
  const [itsField, itsWay, value, id] = read(cursor)
  if (itsField !== field || itsWay !== way) {
    throw new InvalidFilterError(`the cursor belongs to another order: repeat the order of its page, or leave the cursor out`)
  }
  return { value, id }
}

function read(cursor: string): z.output<typeof shape> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()))
  } catch (cause) {
    throw new InvalidFilterError("the cursor is not one of ours: take next_cursor of the page before", { cause })
  }
}
