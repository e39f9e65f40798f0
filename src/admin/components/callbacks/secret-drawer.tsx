import { Alert, Button, Copy, Drawer, Text } from "@medusajs/ui"
import { useWords } from "../../lib/use-words"
import type { Shown } from "./use-destination-acts"

interface SecretDrawerProps {
  readonly shown: Shown
  readonly onClose: () => void
}

/** Shows a new secret, this once: nothing keeps it but whoever copies it. */
export function SecretDrawer({ shown, onClose }: SecretDrawerProps) {
  const t = useWords()
  const texts = [
    [t("callbacks.secret"), shown.secret],
    [t("callbacks.publicKey"), shown.public_key],
    [t("callbacks.readToken"), shown.read_token],
  ] as const
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      {/* A click beside it would lose the secret. */}
      <Drawer.Content onInteractOutside={(event) => event.preventDefault()}>
        <div className="flex flex-col gap-y-1 border-b px-6 py-4">
          <Drawer.Title>{t("callbacks.secret")}</Drawer.Title>
          <Drawer.Description>{shown.destination.id}</Drawer.Description>
        </div>
        <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
          <Alert variant="warning">{t("callbacks.once")}</Alert>
          {texts.map(
            ([label, text]) =>
              text && (
                <div key={label} className="flex flex-col gap-y-1">
                  <Text size="small" weight="plus">
                    {label}
                  </Text>
                  <span className="flex items-start gap-x-2">
                    <code className="txt-compact-small break-all font-mono">{text}</code>
                    <Copy content={text} aria-label={label} />
                  </span>
                </div>
              ),
          )}
        </Drawer.Body>
        <Drawer.Footer>
          <Button size="small" onClick={onClose}>
            {t("callbacks.kept")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
