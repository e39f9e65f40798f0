import { LayoutComposer } from "@medusajs/dashboard/components"
import { Select, Text } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"
import { AccountFindings } from "./account-findings"
import { AccountWebhook } from "./account-webhook"
import { TestCall } from "./test-call"
import { useAccount, useAccounts } from "./use-accounts"
import { useWords } from "../../lib/use-words"
import { AccountRows } from "../figures/account-rows"
import { Failed } from "../common/failed"
import { Section, Waiting } from "../common/section"

/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.setup"

/** How an account is set up at its provider, and whether it works: one account at a time. */
export function SetupPage() {
  const t = useWords()
  const [params, setParams] = useSearchParams()
  const { data: accounts, error, refetch } = useAccounts()
  const id = accounts?.find((account) => account.id === params.get("account"))?.id ?? accounts?.[0]?.id
  const { data: account, error: accountError, refetch: readAgain } = useAccount(id)
  const choice = accounts && accounts.length > 1 && (
    <Select size="small" value={id} onValueChange={(chosen) => setParams({ account: chosen }, { replace: true })}>
      <Select.Trigger aria-label={`${t("item.account")}: ${id}`} className="w-56">
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {accounts.map((one) => (
          <Select.Item key={one.id} value={one.id}>
            {one.id}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
  const main = (
    <>
      <LayoutComposer.Entry id="PaymentNotificationsSetup">
        <Section title={t("setup.title")} level="h1" aside={choice}>
          <Text size="small" className="text-ui-fg-subtle px-6 py-4">
            {accounts?.length === 0 ? t("setup.none") : t("setup.hint")}
          </Text>
          {error && !accounts && <Failed error={error} onRetry={() => void refetch()} />}
          {accountError && !account && <Failed error={accountError} onRetry={() => void readAgain()} />}
          {account && <AccountRows account={account} />}
          {!account && !error && !accountError && accounts?.length !== 0 && <Waiting rows={6} />}
        </Section>
      </LayoutComposer.Entry>
      {account && (
        <>
          <LayoutComposer.Entry id="PaymentNotificationsSetupWebhook">
            <AccountWebhook account={account} />
          </LayoutComposer.Entry>
          <LayoutComposer.Entry id="PaymentNotificationsSetupTest">
            <TestCall key={account.id} account={account} />
          </LayoutComposer.Entry>
          <LayoutComposer.Entry id="PaymentNotificationsSetupFindings">
            <AccountFindings findings={account.findings} />
          </LayoutComposer.Entry>
        </>
      )}
    </>
  )
  return <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:single-column" sections={{ main }} />
}
