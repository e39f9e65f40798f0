import { es as matterWords } from "../../../services/notifications/content/locales/attention/es"
import { matters } from "../matters"
import type { Words } from "../words"
import { attention } from "./attention"
import { events } from "./events"
import { findings } from "./findings"
import { order } from "./order"
import { story } from "./story"

/** Spanish. */
export const es: Words = {
  menu: "Por revisar",
  matters: matters(matterWords),
  failed: { title: "No se pudo leer", again: "Intentar de nuevo" },
  titles: {
    callbacks: "Callbacks de pago",
    figures: "Indicadores",
    messages: "Mensajes",
    preview: "Vista previa de mensajes",
    setup: "Webhooks de pago",
  },
  ...attention,
  events,
  findings,
  order,
  story,
}
