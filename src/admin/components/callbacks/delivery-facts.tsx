import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Button, toast } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"
import { DeliveryState } from "./delivery-state"
import { useReplay, type Delivery } from "./use-deliveries"

/** One fact for one destination, and what became of it. */
export function DeliveryFacts({ delivery }: { readonly delivery: Delivery }) {
  const t = useWords()
  const { getFullDate } = useDate()
  const { mutate, isPending } = useReplay(delivery)
  const replay = () =>
    mutate(undefined, {
      onSuccess: () => void toast.success(t("callbacks.done")),
      onError: ({ message }) => void toast.error(t("decide.refused"), { description: message }),
    })
  const time = (at: string) => getFullDate({ date: at, includeTime: true })
  const { fact, state, reason, destination_id, created_at, delivered_at } = delivery
  return (
    <Section title={fact} level="h1" aside={<DeliveryState state={state} />}>
      <SectionRow
        title={t("callbacks.title")}
        value={
          <Link to={paths.callback(destination_id)} className="text-ui-fg-base break-all underline">
            {destination_id}
          </Link>
        }
      />
      {reason && <SectionRow title={t("events.reason")} value={reason} />}
      <SectionRow title={t("messages.at")} value={time(created_at)} />
      {delivered_at && <SectionRow title={t("messages.delivered")} value={time(delivered_at)} />}
      {state !== "pending" && state !== "sending" && (
        <div className="flex justify-end px-6 py-4">
          <Button size="small" variant="secondary" isLoading={isPending} onClick={replay}>
            {t("messages.resend")}
          </Button>
        </div>
      )}
    </Section>
  )
}
