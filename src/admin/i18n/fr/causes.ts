import type { LaterWords } from "../words"

export const causes: LaterWords["causes"] = {
  title: "Abandonnés, par cause",
  hint: "Une ligne par compte et par cause. Corrigez d’abord la cause, puis appliquez de nouveau ses événements.",
  events: "Événements : {{n}}",
  seen: "reçus du {{first}} au {{last}}",
  more: "Il y a plus de causes que celles affichées ici.",
  show: "Voir les événements",
  replay: "Appliquer de nouveau les {{n}}",
  confirm: "Événements appliqués de nouveau : {{n}}. Ce sont tous ceux de ce compte et de cette cause.",
  counting: "Les événements sont comptés…",
  safe: "Un événement déjà appliqué est reconnu comme tel : rien n’est payé ni envoyé deux fois. Les nouveaux webhooks n’attendent pas, et chacun peut arrêter l’opération.",
  begun: "Les événements sont appliqués de nouveau",
  progress: "{{done}} sur {{total}} appliqués de nouveau",
  failed: "de nouveau en échec : {{n}}",
  by: "lancé par",
  stoppedBy: "arrêté par",
  stop: "Arrêter",
  stopped: "Arrêté",
  states: { running: "En cours", stopped: "Arrêté", finished: "Terminé" },
}
