import type { Words } from "../words"

export const story: Words["story"] = {
  title: "Historique du paiement",
  only: "Afficher seulement",
  details: "Détails",
  close: "Fermer",
  export: "Enregistrer en {{format}}",
  earlier: "Afficher les entrées antérieures",
  more: "Affichées\u00a0: les {{n}} plus récentes. Il y en a d’autres.",
  messagesHidden: "Votre rôle ne permet pas de lire les messages.",
  happened: "chez le prestataire\u00a0: {{date}}",
  attempts: "essais\u00a0: {{n}}",
  session: "Session de paiement",
  entries: {
    payment: "Paiement",
    capture: "Encaissement",
    refund: "Remboursement",
    message: "Message",
    callback: "Callback",
  },
}
