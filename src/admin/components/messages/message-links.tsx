import { SectionRow } from "@medusajs/dashboard/components"
import { Link } from "react-router-dom"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"
import type { Message } from "./use-message"

const To = ({ path, text }: { readonly path: string; readonly text: string }) => (
  <Link to={path} className="text-ui-fg-base break-all underline">
    {text}
  </Link>
)

/** Where a message leads: its order, its matter, and the message that it replaces or that was sent in its place. */
export function MessageLinks({ message }: { readonly message: Message }) {
  const t = useWords()
  const { order_id, order_display_id } = message.data as { order_id?: string | null; order_display_id?: number | null }
  const { payment_record_id: payment, payment_attention_id: item, failover_of, notified_by } = message
  return (
    <Section title={t("messages.links")}>
      <SectionRow
        title={t("list.order")}
        value={order_id ? <To path={paths.order(order_id)} text={order_display_id ? `#${order_display_id}` : order_id} /> : "–"}
      />
      {payment && <SectionRow title={t("story.title")} value={<To path={paths.payment(payment)} text={payment} />} />}
      {item && <SectionRow title={t("list.matter")} value={<To path={paths.item(item)} text={item} />} />}
      {failover_of && (
        <SectionRow title={t("messages.replaces")} value={<To path={paths.message(failover_of)} text={failover_of} />} />
      )}
      {notified_by && (
        <SectionRow title={t("messages.instead")} value={<To path={paths.message(notified_by)} text={notified_by} />} />
      )}
    </Section>
  )
}
