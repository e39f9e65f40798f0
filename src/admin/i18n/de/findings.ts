import type { Words } from "../words"

export const findings: Words["findings"] = {
  dispute: "Die Bank des Zahlers ficht {{sum}} dieser Zahlung an.",
  warning: "Die Bank des Zahlers fragt nach {{sum}} dieser Zahlung oder warnt vor einer Anfechtung.",
  reason: "Grund: {{reason}}.",
  until: "Beim Anbieter kann bis {{date}} geantwortet werden.",
  noDeadline: "Der Anbieter nennt keine Frist.",
  refundFailed: "Eine Erstattung von {{sum}} hat den Zahler nicht erreicht: Erstatten Sie noch einmal oder auf anderem Weg.",
  silent:
    "Seit {{date}} kam kein Webhook des Kontos {{account}}, obwohl gezahlt wird. Vorher kam alle {{minutes}} Minuten einer. Sehen Sie beim Anbieter nach, ob er abgeschaltet ist oder abgewiesen wird.",
  differences: {
    amount: "Erwartet waren {{expected}}, gemeldet {{reported}}.",
    noAmount: "Erwartet waren {{expected}}; kein Betrag wurde gemeldet.",
    unreadable: "Erwartet waren {{expected}}; der gemeldete Betrag ist nicht lesbar.",
    currency: "Erwartet in {{expected}}, gemeldet in {{reported}}.",
    cart: "Verlangt wurden {{asked}}; der Warenkorb kostet jetzt {{costs}}.",
    mode: "Das Konto nimmt Zahlungen im Modus {{takes}} an; der Anbieter meldet eine im Modus {{reports}}.",
    paymentProvider: "Die Zahlungssitzung gehört zu {{belongs}}; das Konto nimmt {{takes}} an.",
  },
}
