import { de as matterWords } from "../../../services/notifications/content/locales/attention/de"
import { matters } from "../matters"
import type { Words } from "../words"
import { attention } from "./attention"
import { events } from "./events"
import { findings } from "./findings"
import { order } from "./order"
import { story } from "./story"

/** German. */
export const de: Words = {
  menu: "Zu prüfen",
  matters: matters(matterWords),
  failed: { title: "Das konnte nicht gelesen werden", again: "Noch einmal versuchen" },
  titles: {
    callbacks: "Zahlungs-Callbacks",
    figures: "Kennzahlen",
    messages: "Nachrichten",
    preview: "Nachrichten ansehen",
    setup: "Zahlungs-Webhooks",
  },
  ...attention,
  events,
  findings,
  order,
  story,
}
