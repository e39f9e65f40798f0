import type { AttentionWords } from "../../attention-words"

/** Spanish. */
export const es: AttentionWords = {
  mismatch: [
    "Un pago difiere de su pedido",
    "No se ha marcado nada como pagado. Acepte el pago tal como está, reembólselo o descarte este aviso.",
  ],
  orphan_payment: [
    "Un pago no tiene pedido",
    "El cliente ha pagado y no se pudo crear ningún pedido. Acepte para volver a intentarlo cuando se haya corregido la causa, o reembolse el pago.",
  ],
  double_payment: [
    "Un pedido se ha pagado dos veces",
    "El segundo pago no se ha aplicado. Reembólselo, o acéptelo si ambos son correctos.",
  ],
  late_payment: [
    "Un pago llegó demasiado tarde",
    "No se ha aplicado: el pago o su pedido se había cancelado antes. Reembólselo, o acéptelo para registrarlo.",
  ],
  capture_reversed: [
    "Un pago se ha revertido",
    "El pedido aparece como pagado y el proveedor dice que no lo está. No envíe nada antes de comprobarlo; acepte para registrar la pérdida.",
  ],
  refund_failed: ["Un reembolso ha fallado", "El cliente no ha recibido el dinero. Reembólselo por otra vía."],
  refund_pending: ["Un reembolso lleva mucho tiempo pendiente", "Pregunte al proveedor a qué está esperando."],
  dispute: ["Un pago está en disputa", "Responda en el proveedor antes de que venza el plazo."],
  unpaid_order: [
    "Un pedido no se va a pagar",
    "El proveedor ha dado el pago por perdido. Cancele el pedido, o pida otro pago al cliente.",
  ],
  risk: ["Un pago parece arriesgado", "Revíselo antes de enviar el pedido."],
  provider_silent: [
    "Un proveedor de pagos ha dejado de dar señales",
    "Hace más tiempo de lo habitual que no llega ningún webhook. Compruebe la URL del webhook en el proveedor.",
  ],
  drift: ["Un pago difiere de lo que dice el proveedor", "La diferencia no se pudo corregir automáticamente."],
  dead_event: [
    "Un webhook no se pudo aplicar",
    "Ya no se vuelve a intentar. Corrija la causa y acepte para aplicarlo, o descártelo.",
  ],
  out_of_stock: [
    "Un pedido pagado no tiene existencias",
    "Reponga sus artículos y resérvelos, o reembolse el pedido; después, descarte este aviso.",
  ],
  unclear_report: [
    "Un aviso del proveedor no está claro",
    "El proveedor comunica un movimiento de dinero que no se ha podido leer. Compruébelo allí y después descarte esto.",
  ],
  foreign_order: [
    "Un pedido llegó por otro canal",
    "Se pagó en la misma cuenta y esta tienda no tiene ningún pedido para él. Regístrelo a mano y después descarte esto.",
  ],
  after_payment_failed: [
    "No se pudo hacer lo que sigue a un pago",
    "El pago y su pedido no se ven afectados. Corrija la causa y hágalo a mano; después, descarte este aviso.",
  ],
  delivery_failing: [
    "No se llega a un tercero",
    "Allí no llega ninguna entrega. Corrija el destino o su receptor y recupere lo que falló; después, descarte este aviso.",
  ],
}
