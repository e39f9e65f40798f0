import { es as matterWords } from "../../../services/notifications/content/locales/attention/es"
import { matters } from "../matters"
import type { Words } from "../words"
import { attention } from "./attention"
import { callbacks } from "./callbacks"
import { events } from "./events"
import { findings } from "./findings"
import { messages } from "./messages"
import { order } from "./order"
import { story } from "./story"

/** Spanish. */
export const es: Words = {
  menu: "Por revisar",
  matters: matters(matterWords),
  failed: { title: "No se pudo leer", again: "Intentar de nuevo" },
  ...attention,
  callbacks,
  events,
  findings,
  messages,
  order,
  story,
}
