import type { MedusaContainer } from "@medusajs/framework/types"
import { awaitsAnswer } from "../../services/domain/disputes"
import { paymentNotificationService } from "../ground/module"

/** The reason why a reminder that is about to be sent is out of date; undefined while it is not. */
export async function deadlineOvertaken(
  container: MedusaContainer,
  { dispute_id: id, evidence_due_by: until }: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  const { disputes } = paymentNotificationService(container)
  const dispute = await disputes.find(String(id))
  if (!dispute || !awaitsAnswer(dispute.state)) return "dispute_answered"
  if (dispute.evidence_due_by?.toISOString() !== until) return "deadline_moved"
  return (await disputes.isDeadlineOver(dispute.id)) ? "deadline_passed" : undefined
}
