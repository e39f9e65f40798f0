import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import type { ListedAccount } from "../setup/use-accounts"
import { useNumbers } from "../../lib/use-numbers"
import { useWords } from "../../lib/use-words"

/** A clock that is off by less does no harm. */
const WRONG_SECONDS = -5

/** When the last event came, how long that is ago, and how late it was; says where a clock is wrong. */
function LastEvent({ account }: { readonly account: ListedAccount }) {
  const t = useWords()
  const { duration } = useNumbers()
  const { getFullDate } = useDate()
  const { last_event_at: at, last_event_type: type, last_event_lag_seconds: lag } = account
  if (!at) return <>{t("figures.never")}</>
  const silence = Math.max(0, (Date.now() - Date.parse(at)) / 1000)
  return (
    <span className="flex flex-col gap-y-1">
      <span className="break-all">{type}</span>
      <span>{`${getFullDate({ date: at, includeTime: true })} · ${t("figures.ago", { age: duration(silence) })}`}</span>
      {lag !== null && lag < WRONG_SECONDS && (
        <span className="text-ui-fg-error">{t("figures.ahead", { age: duration(-lag) })}</span>
      )}
      {lag !== null && lag >= WRONG_SECONDS && (
        <span className="text-ui-fg-subtle">{t("figures.lag", { age: duration(Math.max(0, lag)) })}</span>
      )}
    </span>
  )
}

/** How an account fares: its last event, the calls of a day, and its secrets, of which only the number is known here. */
export function AccountRows({ account }: { readonly account: ListedAccount }) {
  const t = useWords()
  const { count } = useNumbers()
  const { accepted, duplicate, refused } = account.calls_24h
  return (
    <>
      <SectionRow title={t("figures.last")} value={<LastEvent account={account} />} />
      <SectionRow
        title={t("figures.calls")}
        value={t("figures.callsDay", { accepted: count(accepted), duplicate: count(duplicate), refused: count(refused) })}
      />
      {account.secrets.length > 0 && (
        <SectionRow
          title={t("figures.secrets")}
          value={
            <ul className="flex flex-col gap-y-1">
              {account.secrets.map(({ option, count: n }) => (
                <li key={option} className="break-all">
                  {n > 1 ? `${option}: ${t("figures.rotation", { n: count(n) })}` : option}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  )
}
