import { StatusBadge, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { AttentionKind } from "../../../services/domain/attention-kinds"
import { paths } from "../../lib/paths"
import { useSums } from "../../lib/use-sums"
import { useTimes } from "../../lib/use-times"
import { useWords } from "../../lib/use-words"
import { useFinding } from "../attention/use-finding"
import { Who } from "../common/who"
import { ICONS } from "./entry-icons"
import { useEntryWords } from "./use-entry-words"
import type { Entry } from "./use-story"

interface StoryEntryProps {
  readonly entry: Entry
  readonly onOpen: () => void
}

/** Where more about it is shown. */
function pathOf({ kind, id, webhook_event_id, payment_attention_id }: Entry): string | undefined {
  if (kind === "attention" || kind === "decision") return payment_attention_id ? paths.item(payment_attention_id) : undefined
  if (kind === "event" && webhook_event_id) return paths.event(webhook_event_id)
  if (kind === "message") return paths.message(id)
  if (kind === "callback") return paths.delivery(id)
  return undefined
}

/** Nobody decided: what the decision is called says so. */
const SYSTEM = "system"

/** A minute apart, both times tell the same. */
const SAME_MS = 60_000

const differs = ({ at, occurred_at }: Entry): boolean =>
  occurred_at !== null && Math.abs(Date.parse(at) - Date.parse(occurred_at)) > SAME_MS

/** The item that an entry shows, as far as its finding is made of it. */
const itemOf = ({
  name,
  data,
  text,
  due_by,
  amount_major,
  currency_code,
}: Entry): Parameters<ReturnType<typeof useFinding>>[0] => ({
  kind: name as AttentionKind,
  data: data ?? {},
  detail: text ?? "",
  account: null,
  due_by,
  amount_major,
  currency_code,
})

/** One entry: its kind, what it says in words, its sum and its state. */
export function StoryEntry({ entry, onOpen }: StoryEntryProps) {
  const t = useWords()
  const sums = useSums()
  const { timeOfDay, dateAndTime } = useTimes()
  const { title, state, notes } = useEntryWords()(entry)
  const found = useFinding()
  const text = entry.kind === "attention" ? found(itemOf(entry)) : entry.text
  const Icon = ICONS[entry.kind]
  const path = pathOf(entry)
  const link = "text-ui-fg-base hover:underline"
  return (
    <li data-kind={entry.kind} className="flex items-start gap-x-3">
      <span aria-hidden className="bg-ui-bg-component text-ui-fg-subtle shadow-borders-base mt-0.5 rounded-md p-1">
        <Icon />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Text asChild size="small" weight="plus" leading="compact" className="min-w-0 break-words">
            {path ? (
              <Link to={path} className={link}>
                {title}
              </Link>
            ) : (
              <span className="text-ui-fg-base">{title}</span>
            )}
          </Text>
          {state && <StatusBadge color={state.color}>{state.word}</StatusBadge>}
          {entry.amount !== null && (
            <Text size="small" leading="compact" className="text-ui-fg-base">
              {sums(entry.amount_major, entry.currency_code)}
            </Text>
          )}
        </div>
        <Text size="small" leading="compact" className="text-ui-fg-subtle break-words">
          <time dateTime={entry.at}>{timeOfDay(entry.at)}</time>
          {entry.actor && entry.actor !== SYSTEM && (
            <>
              {" · "}
              <Who actor={entry.actor} />
            </>
          )}
          {notes.map((note) => ` · ${note}`).join("")}
          {differs(entry) && ` · ${t("story.happened", { date: dateAndTime(entry.occurred_at!) })}`}
        </Text>
        {text && (
          <Text size="small" className="text-ui-fg-subtle whitespace-pre-line break-words">
            {text}
          </Text>
        )}
      </div>
      <button
        type="button"
        onClick={onOpen}
        aria-label={`${t("story.details")}: ${title}`}
        className="txt-compact-small text-ui-fg-subtle hover:text-ui-fg-base focus-visible:shadow-borders-focus rounded px-1 underline"
      >
        {t("story.details")}
      </button>
    </li>
  )
}
