import type { LaterWords } from "../words"

export const causes: LaterWords["causes"] = {
  title: "Aufgegeben, nach Ursache",
  hint: "Eine Zeile je Konto und Ursache. Beheben Sie zuerst die Ursache, dann wenden Sie ihre Ereignisse noch einmal an.",
  events: "Ereignisse: {{n}}",
  seen: "empfangen von {{first}} bis {{last}}",
  more: "Es gibt mehr Ursachen, als hier stehen.",
  show: "Ereignisse zeigen",
  replay: "Alle {{n}} noch einmal anwenden",
  confirm: "Ereignisse, die noch einmal angewandt werden: {{n}}. Es sind alle dieses Kontos und dieser Ursache.",
  counting: "Die Ereignisse werden gezählt …",
  safe: "Bei einem Ereignis, das schon angewandt wurde, zeigt sich das: Nichts wird doppelt bezahlt oder gesendet. Neue Webhooks werden nicht aufgehalten, und jeder kann dies anhalten.",
  begun: "Die Ereignisse werden noch einmal angewandt",
  progress: "{{done}} von {{total}} noch einmal angewandt",
  failed: "wieder gescheitert: {{n}}",
  by: "begonnen von",
  stoppedBy: "angehalten von",
  stop: "Anhalten",
  stopped: "Angehalten",
  states: { running: "Läuft", stopped: "Angehalten", finished: "Beendet" },
}
