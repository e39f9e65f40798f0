import type { Words } from "../words"

export const events: Words["events"] = {
  title: "Événements webhook",
  hint: "Ce que vos prestataires ont annoncé, le plus récent d’abord.",
  none: "Aucun événement pour l’instant",
  noneText: "Tout ce pour quoi un prestataire appelle votre boutique apparaît ici.",
  type: "Type d’événement",
  reason: "Motif",
  received: "Reçu",
  attempts: "Essais",
  error: "Dernière erreur",
  payload: "Contenu, sans données personnelles ni secrets",
  changes: "Ce qu’il a changé",
  unchanged: "Il n’a rien changé.",
  verbs: { replay: "Appliquer de nouveau", ignore: "Ignorer" },
  replayed: "Il est appliqué de nouveau",
  ignored: "Ignoré",
  ignoreHint: "Il n’est pas appliqué. Vous pourrez l’appliquer plus tard.",
  states: {
    received: "En attente",
    processing: "En cours d’application",
    processed: "Appliqué",
    ignored: "Ignoré",
    failed: "Nouvel essai prévu",
    dead: "Abandonné",
    quarantined: "Retenu pour examen",
  },
}
