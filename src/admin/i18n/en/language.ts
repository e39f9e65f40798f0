import { en as matterWords } from "../../../services/notifications/content/locales/attention/en"
import { matters } from "../matters"
import { attention } from "./attention"
import { events } from "./events"
import { findings } from "./findings"
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
  titles: {
    callbacks: "Payment callbacks",
    figures: "Figures",
    messages: "Messages",
    preview: "Preview messages",
    setup: "Payment webhooks",
  },
  ...attention,
  events,
  findings,
  order,
  story,
}
