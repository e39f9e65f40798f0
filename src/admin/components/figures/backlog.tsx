import { SectionRow } from "@medusajs/dashboard/components"
import { StatusBadge } from "@medusajs/ui"
import type { Report } from "./figures"
import { useNumbers } from "../../lib/use-numbers"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"

const QUEUES = ["events", "notifications", "deliveries"] as const

type Queue = (typeof QUEUES)[number]

/** The jobs of one queue that wait, and those that were given up; red where a person has to look. */
function QueueState({ backlog, queue }: { readonly backlog: Report["backlog"]; readonly queue: Queue }) {
  const t = useWords()
  const { count, duration } = useNumbers()
  const { due, waiting, dead, oldest_due_seconds: oldest } = backlog[queue]
  const held = queue === "events" ? backlog.events.quarantined : 0
  return (
    <span className="flex flex-wrap gap-1">
      <StatusBadge color={due ? "orange" : "green"}>{t("figures.due", { n: count(due) })}</StatusBadge>
      <StatusBadge color="grey">{t("figures.waiting", { n: count(waiting) })}</StatusBadge>
      {oldest !== null && <StatusBadge color="orange">{t("figures.oldest", { age: duration(oldest) })}</StatusBadge>}
      {dead > 0 && <StatusBadge color="red">{t("figures.dead", { n: count(dead) })}</StatusBadge>}
      {held > 0 && <StatusBadge color="red">{t("figures.held", { n: count(held) })}</StatusBadge>}
    </span>
  )
}

/** The jobs that wait now, whatever the period. */
export function Backlog({ backlog }: { readonly backlog: Report["backlog"] }) {
  const t = useWords()
  return (
    <Section title={t("figures.backlog")}>
      {QUEUES.map((queue) => (
        <SectionRow key={queue} title={t(`figures.queues.${queue}`)} value={<QueueState backlog={backlog} queue={queue} />} />
      ))}
    </Section>
  )
}
