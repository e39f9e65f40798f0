import type { PaymentDispute, PaymentRecord } from "../../services/store/entities"

/** The subject under which the attention item about a dispute is filed. */
export const attentionSubject = (
  { provider_dispute_id: id }: Pick<PaymentDispute, "provider_dispute_id">,
  record: Pick<PaymentRecord, "id">,
): string => `${record.id}:${id}`
