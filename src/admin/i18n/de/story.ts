import type { Words } from "../words"

export const story: Words["story"] = {
  title: "Verlauf der Zahlung",
  only: "Nur zeigen",
  details: "Einzelheiten",
  close: "Schließen",
  export: "Als {{format}} speichern",
  earlier: "Frühere Einträge zeigen",
  more: "Gezeigt: die neuesten {{n}}. Es gibt weitere.",
  messagesHidden: "Ihre Rolle darf Nachrichten nicht lesen.",
  happened: "beim Anbieter: {{date}}",
  attempts: "Versuche: {{n}}",
  session: "Zahlungssitzung",
  entries: {
    payment: "Zahlung",
    capture: "Einzug",
    refund: "Erstattung",
    message: "Nachricht",
    callback: "Callback",
  },
}
