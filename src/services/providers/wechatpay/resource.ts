import { z } from "@medusajs/framework/zod"
import { storableText } from "../kit/storable-text"

/** WeChat Pay writes some of its empty fields as "". */
const optionalText = z.union([storableText, z.literal("")]).nullish()
const fen = z.int().min(0)

/** The payee: a merchant of its own (`mchid`), or a service provider's (`sp_mchid`) sub-merchant (`sub_mchid`). */
const merchant = {
  mchid: optionalText,
  sp_mchid: optionalText,
  sub_mchid: optionalText,
}

const namesItsMerchant = ({ mchid, sp_mchid }: { mchid?: string | null; sp_mchid?: string | null }) => Boolean(mchid || sp_mchid)

/** The trade states in which money has been paid. */
const PAID: ReadonlySet<string> = new Set(["SUCCESS", "REFUND"])

/** `TRANSACTION.SUCCESS` and `TRANSACTION.FAIL`. Amounts are integer fen; `total` is the order's, coupons not taken off. */
export const transaction = z
  .object({
    ...merchant,
    appid: optionalText,
    sp_appid: optionalText,
    out_trade_no: storableText,
    transaction_id: optionalText,
    trade_state: storableText,
    attach: z.string().nullish(),
    success_time: z.string().nullish(),
    amount: z.object({ total: fen, currency: z.string().nullish() }).nullish(),
  })
  .refine(namesItsMerchant, "names no merchant")
  .refine(
    ({ trade_state, transaction_id, amount }) => !PAID.has(trade_state) || (transaction_id && amount),
    "is paid and has no transaction_id or no amount.total",
  )

export type Transaction = z.output<typeof transaction>

/** `REFUND.SUCCESS`, `REFUND.ABNORMAL`, `REFUND.CLOSED`. Amounts are integer fen; `refund` is this refund's, coupons not taken off. */
export const refund = z
  .object({
    ...merchant,
    out_trade_no: storableText,
    transaction_id: storableText,
    out_refund_no: storableText,
    refund_id: storableText,
    refund_status: storableText,
    success_time: z.string().nullish(),
    amount: z.object({ refund: fen, currency: z.string().nullish() }),
  })
  .refine(namesItsMerchant, "names no merchant")

export type Refund = z.output<typeof refund>

/** `COMPLAINT.CREATE`. The payment that it is about has to be asked for with the id. */
export const complaint = z.object({ complaint_id: storableText, action_type: optionalText })

export type Complaint = z.output<typeof complaint>
