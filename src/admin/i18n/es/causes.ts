import type { LaterWords } from "../words"

export const causes: LaterWords["causes"] = {
  title: "Abandonados, por causa",
  hint: "Una línea por cuenta y causa. Corrija primero la causa y después vuelva a aplicar sus eventos.",
  events: "Eventos: {{n}}",
  seen: "recibidos del {{first}} al {{last}}",
  more: "Hay más causas de las que se muestran aquí.",
  show: "Ver los eventos",
  replay: "Volver a aplicar los {{n}}",
  confirm: "Eventos que se vuelven a aplicar: {{n}}. Son todos los de esta cuenta y esta causa.",
  counting: "Contando los eventos…",
  safe: "Si un evento ya se aplicó, se reconoce como hecho: nada se paga ni se envía dos veces. Los webhooks nuevos no esperan, y cualquiera puede detener esto.",
  begun: "Los eventos se vuelven a aplicar",
  progress: "{{done}} de {{total}} aplicados de nuevo",
  failed: "fallaron otra vez: {{n}}",
  by: "iniciado por",
  stoppedBy: "detenido por",
  stop: "Detener",
  stopped: "Detenido",
  states: { running: "En curso", stopped: "Detenido", finished: "Terminado" },
}
