import { readText } from "../kit/fields"
import { isJsonObject } from "../kit/read-json"
import { meaningOf } from "./kinds"

/** A field of the form as text; undefined where it is absent, empty, or no text. */
export type ReadField = (name: string) => string | undefined

/** The fields of a notice beside those about a trade that a person needs to look it up: numbers, sums, states. No names, no texts. */
const CONTENT = [
  ...["trade_no", "out_trade_no", "out_request_no", "dback_status", "dback_amount"],
  ...["auth_no", "out_order_no", "operation_id", "operation_type", "status", "amount"],
  ...["order_id", "out_order_id", "out_biz_no", "trans_amount", "total_amount", "settle_no", "complain_event_id"],
  ...["batch_no", "success_num"],
]

/** The stored content. A standard message (`msg_method`) carries it as JSON in `biz_content`, an older one in the form itself. */
export type Content = Readonly<Record<string, string>>

/** The content of a notice about money; nothing of another one. Content that cannot be read, as encrypted content, is none. */
export function contentOf(type: string, read: ReadField): Content {
  if ("ignored" in meaningOf(type)) return {}
  const content = bizContent(read("biz_content"))
  return Object.fromEntries(
    CONTENT.flatMap((name) => {
      const value = readNumber(content ? content[name] : read(name))
      return value ? [[name, value]] : []
    }),
  )
}

/** Some senders write ids and sums as JSON's numbers. A number that is not exact is none. */
const readNumber = (value: unknown): string | undefined => readText(Number.isSafeInteger(value) ? String(value) : value)

function bizContent(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (!text) return undefined
  try {
    const content: unknown = JSON.parse(text)
    return isJsonObject(content) ? content : undefined
  } catch {
    return {}
  }
}
