import { en as matterWords } from "../../../services/notifications/content/locales/attention/en"
import { matters } from "../matters"
import { attention } from "./attention"
import { callbacks } from "./callbacks"
import { events } from "./events"
import { findings } from "./findings"
import { messages } from "./messages"
import { order } from "./order"
import { story } from "./story"

/** English. */
export const en = {
  menu: "To review",
  matters: matters(matterWords),
  failed: {
    title: "This could not be read",
    again: "Try again",
  },
  ...attention,
  callbacks,
  events,
  findings,
  messages,
  order,
  story,
}
