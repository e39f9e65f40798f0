import type { PaystackBankTransfer } from "./event"
import type { Outcome } from "./outcome"

/** Reads `bank.transfer.rejected`: money came to Paystack and goes back. It names no payment of ours, and no currency. */
export function bankTransferOutcome({ bank_transfer: { amount, message_type, transaction_id } }: PaystackBankTransfer): Outcome {
  const sum = amount ? ` of ${amount} units` : ""
  const reason = message_type ? ` (${message_type})` : ""
  const place = transaction_id ? `; see its transaction ${transaction_id}` : ""
  return { unclear: { detail: `Paystack rejected a payer's bank transfer${sum}${reason} and sends the money back${place}` } }
}
