import { fr as matterWords } from "../../../services/notifications/content/locales/attention/fr"
import { matters } from "../matters"
import type { Words } from "../words"
import { attention } from "./attention"
import { callbacks } from "./callbacks"
import { events } from "./events"
import { findings } from "./findings"
import { messages } from "./messages"
import { order } from "./order"
import { story } from "./story"

/** French. */
export const fr: Words = {
  menu: "À examiner",
  matters: matters(matterWords),
  failed: { title: "La lecture a échoué", again: "Réessayer" },
  ...attention,
  callbacks,
  events,
  findings,
  messages,
  order,
  story,
}
