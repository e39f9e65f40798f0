import type { LaterWords } from "../words"

export const setup: LaterWords["setup"] = {
  title: "Webhooks de paiement",
  hint: "Ce qu’il faut saisir chez votre prestataire de paiement, et si cela fonctionne.",
  none: "Aucun compte n’est configuré : les webhooks arrivent sur la route de Medusa et sont vérifiés par ses prestataires de paiement.",
  atProvider: "Chez {{provider}}",
  url: "URL du webhook",
  urlAssumed:
    "L’adresse sous laquelle vous avez ouvert le tableau de bord. Si les prestataires joignent votre boutique sous une autre, prenez celle-là.",
  urlLocal: "Seule cette machine ou son réseau atteint cette adresse. Prenez l’adresse publique de votre boutique.",
  events: "Événements à activer",
  noEvents: "Il n’y a rien à choisir ; sa page dit ce qui est lu.",
  pages: "Pages de documentation",
  ours: "Ce prestataire dans la documentation du plugin",
  theirs: "Webhooks dans la documentation de {{provider}}",
  own: "Ce prestataire est propre à votre boutique.",
  test: "Envoyer un test",
  send: "Envoyer le test",
  testHint:
    "Un appel signé avec le secret du compte passe par la vraie réception. Son événement est ignoré : aucun argent ne bouge.",
  noTest: "Seul {{provider}} peut signer un appel pour ce compte. Faites-lui envoyer un test depuis son tableau de bord.",
  received: "Vérifié et reçu.",
  event: "Voir l’événement",
  findings: "Constats",
  levels: {
    ok: "Bon",
    warn: "À regarder",
    fail: "En panne",
  },
}
