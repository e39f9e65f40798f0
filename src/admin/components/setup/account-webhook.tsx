import { SectionRow } from "@medusajs/dashboard/components"
import { Text } from "@medusajs/ui"
import { Copied } from "./copied"
import type { ExaminedAccount } from "./use-accounts"
import { storeAddress } from "../../lib/store-address"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"

const DOCS = "https://github.com/medusa-payment-notifications/medusa-payment-notifications/blob/main/docs/providers"

const Page = ({ href, text }: { readonly href: string; readonly text: string }) => (
  <a href={href} target="_blank" rel="noreferrer" className="text-ui-fg-base underline">
    {text}
  </a>
)

/** The URL and the events that are to be entered at the provider. */
export function AccountWebhook({ account }: { readonly account: ExaminedAccount }) {
  const t = useWords()
  const { origin, isConfigured, isPublic } = storeAddress(__BACKEND_URL__, window.location.href)
  const hint = !isPublic ? t("setup.urlLocal") : isConfigured ? undefined : t("setup.urlAssumed")
  return (
    <Section title={t("setup.atProvider", { provider: account.provider_name })}>
      <SectionRow
        title={t("setup.url")}
        value={
          <span className="flex flex-col gap-y-1">
            <Copied text={`${origin}${account.path}`} label={t("setup.url")} />
            {hint && (
              <Text as="span" size="small" className="text-ui-fg-subtle">
                {hint}
              </Text>
            )}
          </span>
        }
      />
      <SectionRow
        title={t("setup.events")}
        value={
          account.events.length > 0 ? (
            <ul className="flex flex-col gap-y-1">
              {account.events.map((event) => (
                <li key={event}>
                  <code className="txt-compact-small break-all font-mono">{event}</code>
                </li>
              ))}
            </ul>
          ) : (
            t("setup.noEvents")
          )
        }
      />
      <SectionRow
        title={t("setup.pages")}
        value={
          <span className="flex flex-col gap-y-1">
            {account.is_built_in && <Page href={`${DOCS}/${account.provider}.md`} text={t("setup.ours")} />}
            {account.provider_page && (
              <Page href={account.provider_page} text={t("setup.theirs", { provider: account.provider_name })} />
            )}
            {!account.is_built_in && !account.provider_page && t("setup.own")}
          </span>
        }
      />
    </Section>
  )
}
