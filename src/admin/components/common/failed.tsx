import { Alert, Button, Text } from "@medusajs/ui"
import { useWords } from "../../lib/use-words"

interface FailedProps {
  readonly error: Error
  readonly onRetry: () => void
}

/** Stands in place of something that could not be read: the server's reason, and a way to try again. */
export function Failed({ error, onRetry }: FailedProps) {
  const t = useWords()
  return (
    <div className="flex flex-col items-start gap-y-3 px-6 py-4">
      <Alert variant="error" className="w-full">
        <Text size="small" leading="compact" weight="plus">
          {t("failed.title")}
        </Text>
        <Text size="small" leading="compact">
          {error.message}
        </Text>
      </Alert>
      <Button size="small" variant="secondary" onClick={onRetry}>
        {t("failed.again")}
      </Button>
    </div>
  )
}
