const amounts = ["amount", "currency_code"]

/** The fields of the rows that belong to a payment. */
export const storyFields = {
  capture: ["id", "provider_capture_id", "amount", "occurred_at", "created_at"],
  refund: ["id", "provider_refund_id", "state", ...amounts, "reason_code", "occurred_at", "created_at", "updated_at"],
  dispute: [
    ...["id", "provider_dispute_id", "state", ...amounts, "reason_code", "evidence_due_by", "reminded_at", "occurred_at"],
    ...["created_at", "updated_at"],
  ],
  attention: [
    ...["id", "kind", "state", ...amounts, "detail", "due_by", "resolution", "webhook_event_id"],
    ...["created_at", "updated_at", "resolved_at"],
  ],
  transition: [
    ...["id", "version", "fact", "subject", "subject_id", "from_state", "to_state", ...amounts, "reason_code"],
    ...["webhook_event_id", "occurred_at", "announced_at", "notified_at", "created_at"],
  ],
}
