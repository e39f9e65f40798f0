import type { Words } from "../words"

export const events: Words["events"] = {
  title: "Webhook-Ereignisse",
  hint: "Was Ihre Anbieter gemeldet haben, das Neueste zuerst.",
  none: "Noch keine Ereignisse",
  noneText: "Hier erscheint, wofür ein Anbieter Ihren Shop aufruft.",
  type: "Art",
  reason: "Grund",
  received: "Empfangen",
  attempts: "Versuche",
  error: "Letzter Fehler",
  payload: "Inhalt, ohne persönliche Daten und Geheimnisse",
  changes: "Was es geändert hat",
  unchanged: "Es hat nichts geändert.",
  verbs: { replay: "Noch einmal anwenden", ignore: "Ignorieren" },
  replayed: "Es wird noch einmal angewandt",
  ignored: "Ignoriert",
  ignoreHint: "Es wird nicht angewandt. Sie können es später noch anwenden.",
  states: {
    received: "Wartet",
    processing: "Wird angewandt",
    processed: "Angewandt",
    ignored: "Ignoriert",
    failed: "Wird wieder versucht",
    dead: "Aufgegeben",
    quarantined: "Zur Prüfung angehalten",
  },
}
