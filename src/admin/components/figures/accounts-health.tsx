import { Heading, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { AccountRows } from "./account-rows"
import { useAccounts } from "../setup/use-accounts"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { Failed } from "../common/failed"
import { Section, Waiting } from "../common/section"

/** How each provider account fares. */
export function AccountsHealth() {
  const t = useWords()
  const { data: accounts, error, refetch } = useAccounts()
  return (
    <Section title={t("figures.health")}>
      <Text size="small" className="text-ui-fg-subtle px-6 py-4">
        {accounts?.length === 0 ? t("setup.none") : t("figures.healthHint")}
      </Text>
      {!accounts && !error && <Waiting rows={6} />}
      {error && !accounts && <Failed error={error} onRetry={() => void refetch()} />}
      {accounts?.map((account) => (
        <div key={account.id} data-account={account.id}>
          <div className="flex flex-wrap items-center justify-between gap-2 px-6 pt-4">
            <Heading level="h3">{`${account.provider_name} · ${account.id}`}</Heading>
            <Link to={paths.setup(account.id)} className="txt-compact-small text-ui-fg-base underline">
              {t("figures.setUp")}
            </Link>
          </div>
          <AccountRows account={account} />
        </div>
      ))}
    </Section>
  )
}
