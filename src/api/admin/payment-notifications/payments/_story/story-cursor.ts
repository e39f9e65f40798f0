import { z } from "@medusajs/framework/zod"
import { MedusaError } from "@medusajs/framework/utils"
import type { StoryPlace } from "../../../../../services/domain/payment-story"

const shape = z.tuple([z.iso.datetime(), z.string().min(1)])

/** The end of a page as an opaque text for the next request. */
export const encodeStoryCursor = ({ at, id }: StoryPlace): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString("base64url")

/** Throws MedusaError for a text that is no cursor of a story. */
export function decodeStoryCursor(cursor: string): StoryPlace {
  try {
    const [at, id] = shape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()))
    return { at: new Date(at), id }
  } catch {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "the cursor is not one of ours: take next_cursor of the page before")
  }
}
