import type { LaterWords } from "../words"

export const setup: LaterWords["setup"] = {
  title: "Zahlungs-Webhooks",
  hint: "Was Sie bei Ihrem Zahlungsanbieter eintragen, und ob es funktioniert.",
  none: "Kein Konto ist eingerichtet: Webhooks kommen auf Medusas eigener Adresse an und werden von dessen Zahlungsanbietern geprüft.",
  atProvider: "Bei {{provider}}",
  url: "Webhook-URL",
  urlAssumed:
    "Die Adresse, unter der Sie das Dashboard geöffnet haben. Erreichen Anbieter Ihren Shop unter einer anderen, nehmen Sie diese.",
  urlLocal: "Nur dieser Rechner oder sein Netz erreicht diese Adresse. Nehmen Sie die öffentliche Ihres Shops.",
  events: "Zu aktivierende Ereignisse",
  noEvents: "Es gibt keine auszuwählen; die Seite des Anbieters sagt, was gelesen wird.",
  pages: "Dokumentation",
  ours: "Dieser Anbieter in der Dokumentation des Plugins",
  theirs: "Webhooks in der Dokumentation von {{provider}}",
  own: "Dieser Anbieter gehört zu Ihrem Shop.",
  test: "Einen Test senden",
  send: "Test senden",
  testHint:
    "Ein Aufruf, der mit dem eigenen Geheimnis des Kontos signiert ist, geht durch die echte Annahme. Sein Ereignis wird ignoriert: kein Geld bewegt sich.",
  noTest: "Nur {{provider}} kann einen Aufruf für dieses Konto signieren. Lassen Sie von dort einen Test senden.",
  received: "Geprüft und angenommen.",
  event: "Ereignis zeigen",
  findings: "Befunde",
  levels: {
    ok: "Gut",
    warn: "Bitte ansehen",
    fail: "Defekt",
  },
}
