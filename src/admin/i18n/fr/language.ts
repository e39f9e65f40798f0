import { fr as matterWords } from "../../../services/notifications/content/locales/attention/fr"
import { matters } from "../matters"
import type { Words } from "../words"
import { attention } from "./attention"
import { events } from "./events"
import { findings } from "./findings"
import { order } from "./order"
import { story } from "./story"

/** French. */
export const fr: Words = {
  menu: "À examiner",
  matters: matters(matterWords),
  failed: { title: "La lecture a échoué", again: "Réessayer" },
  titles: {
    callbacks: "Callbacks de paiement",
    figures: "Indicateurs",
    messages: "Messages envoyés",
    preview: "Aperçu des messages",
    setup: "Webhooks de paiement",
  },
  ...attention,
  events,
  findings,
  order,
  story,
}
