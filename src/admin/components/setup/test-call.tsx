import { Alert, Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useTestCall, type ExaminedAccount } from "./use-accounts"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"

/** Sends a signed call of our own through the intake, and leads to the event that it became. */
export function TestCall({ account }: { readonly account: ExaminedAccount }) {
  const t = useWords()
  const { mutate, data, error, isPending } = useTestCall(account.id)
  return (
    <Section
      title={t("setup.test")}
      aside={
        account.can_test && (
          <Button size="small" variant="secondary" isLoading={isPending} onClick={() => mutate()}>
            {t("setup.send")}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-y-3 px-6 py-4" aria-live="polite">
        <Text size="small" className="text-ui-fg-subtle">
          {account.can_test ? t("setup.testHint") : t("setup.noTest", { provider: account.provider_name })}
        </Text>
        {error && <Alert variant="error">{error.message}</Alert>}
        {data && !error && (
          <Alert variant="success">
            <Text size="small">
              {t("setup.received")}{" "}
              <Link to={paths.event(data.test.webhook_event_id)} className="text-ui-fg-base underline">
                {t("setup.event")}
              </Link>
            </Text>
          </Alert>
        )}
      </div>
    </Section>
  )
}
