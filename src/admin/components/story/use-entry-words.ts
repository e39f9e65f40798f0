import { useCallback } from "react"
import { useDate } from "@medusajs/dashboard/hooks"
import { en } from "../../i18n/en/language"
import { useWords, type WordKey } from "../../lib/use-words"
import type { Entry } from "./use-story"

type Color = "green" | "blue" | "orange" | "red" | "grey"

interface EntryWords {
  readonly title: string
  readonly state?: { readonly word: string; readonly color: Color }
  /** Stand behind the time of day. */
  readonly notes: readonly string[]
}

/** Where the words for the states of each kind are. */
const STATES = {
  event: "events.states",
  payment: "order.payments",
  refund: "order.payments",
  dispute: "order.disputes",
  message: "messages.states",
  callback: "messages.states",
  attention: "states",
  decision: "item.outcomes",
} as const satisfies Partial<Record<Entry["kind"], string>>

/** The states that are called otherwise than others of their place. */
const OTHERWISE: Readonly<Record<string, WordKey>> = {
  "refund.succeeded": "order.refunded",
  "callback.delivered": "messages.delivered",
  "callback.canceled": "callbacks.canceled",
}

/** Medusa's own rows. */
const ROWS: Readonly<Record<string, readonly WordKey[]>> = {
  payment_session: ["story.session"],
  payment: ["story.entries.payment"],
  payment_canceled: ["story.entries.payment", "order.payments.canceled"],
  capture: ["story.entries.capture"],
  refund: ["story.entries.refund"],
}

const GOOD = ["processed", "captured", "succeeded", "won", "sent", "delivered", "resolved", "done"]
const BAD = ["dead", "failed", "lost", "expired"]
const WAITS = ["quarantined", "requires_action", "opened", "warning", "under_review", "open"]
const UNWANTED = ["ignored", "canceled", "suppressed", "closed"]

const colorOf = (state: string): Color =>
  GOOD.includes(state)
    ? "green"
    : BAD.includes(state)
      ? "red"
      : WAITS.includes(state)
        ? "orange"
        : UNWANTED.includes(state)
          ? "grey"
          : "blue"

/** The English text of a key, which says whether the key is one of ours. */
const isKnown = (key: string): key is WordKey =>
  typeof key.split(".").reduce<unknown>((words, name) => (words as Record<string, unknown> | undefined)?.[name], en) === "string"

/** Writes an entry in the dashboard's language; names that no text is known of stay as they are. */
export function useEntryWords(): (entry: Entry) => EntryWords {
  const t = useWords()
  const { getFullDate } = useDate()
  return useCallback(
    (entry) => {
      const word = (key: string, otherwise: string): string => (isKnown(key) ? t(key) : otherwise)
      const titleOf = (subject: string): string =>
        subject === "dispute" ? t("order.dispute") : word(`story.entries.${subject}`, subject)
      const stateOf = (subject: string, place: string, of: string): string =>
        word(OTHERWISE[`${subject}.${of}`] ?? `${place}.${of}`, of)
      /** `payment.captured`, `attention.dispute`: the facts that messages and callbacks carry. */
      const fact = (name: string): string => {
        const [subject = "", state = ""] = name.split(".")
        if (subject === "attention") return word(`matters.titles.${state}`, name)
        const place = STATES[subject as keyof typeof STATES]
        return place ? `${titleOf(subject)} · ${stateOf(subject, place, state)}` : name
      }
      const { kind, name, reference, recipient, attempts, reason, due_by } = entry
      const titles: Record<Entry["kind"], string> = {
        event: `${t("item.event")} · ${name}`,
        payment: t("story.entries.payment"),
        capture: t("story.entries.capture"),
        refund: t("story.entries.refund"),
        dispute: t("order.dispute"),
        medusa: ["Medusa", ...(ROWS[name]?.map((key) => t(key)) ?? [name])].join(" · "),
        message: `${t("story.entries.message")} · ${fact(name)}`,
        callback: `${t("story.entries.callback")} · ${fact(name)}`,
        attention: word(`matters.titles.${name}`, name),
        decision: word(`item.verbs.${name}`, name),
      }
      const place = STATES[kind as keyof typeof STATES]
      const resolved = kind === "attention" && reason ? `resolutions.${reason}` : undefined
      const state =
        entry.state === null || !place ? undefined : resolved ? word(resolved, entry.state) : stateOf(kind, place, entry.state)
      const notes = [
        reference,
        recipient,
        kind === "attention" || reason === null ? null : kind === "message" ? word(`messages.reasons.${reason}`, reason) : reason,
        attempts !== null && attempts > 1 && t("story.attempts", { n: attempts }),
        due_by && t("order.until", { date: getFullDate({ date: due_by, includeTime: true }) }),
      ].filter((note) => typeof note === "string" && note !== "") as string[]
      return { title: titles[kind], ...(state && { state: { word: state, color: colorOf(entry.state!) } }), notes }
    },
    [t, getFullDate],
  )
}
