import type { Catalog } from "../catalog"
import { attentionMessages, merchantWords } from "../merchant-words"
import { es as attention } from "./attention/es"

const order = "{has_order, select, yes {el pedido n.º {order}} other {su pedido}}"
/** "de el" is written "del". */
const ofOrder = "{has_order, select, yes {del pedido n.º {order}} other {de su pedido}}"
const shop = "{has_shop, select, yes { en {shop}} other {}}"
const from = "{has_shop, select, yes {{shop}: } other {}}"
const card = "{has_brand, select, yes {tarjeta {brand}} other {tarjeta}}{has_last4, select, yes { terminada en {last4}} other {}}"

const merchant = merchantWords({
  about: "{about, select, both { (pedido n.º {order}, {amount})} order { (pedido n.º {order})} amount { ({amount})} other {}}",
  where:
    "{has_due, select, yes {Plazo para responder: {due}\n} other {}}" +
    "{has_account, select, yes {Cuenta: {account}\n} other {}}" +
    "{has_provider_payment, select, yes {Pago en el proveedor: {provider_payment}} other {}}",
})

/** Spanish, with "usted". */
export const es: Catalog = {
  frame: {
    links: {
      order: "Ver su pedido",
      pay: "Completar el pago",
      paymentMethods: "Actualizar el método de pago",
      preferences: "Ajustes de notificaciones",
      attention: "Revisar",
      shop: "Visitar la tienda",
    },
    support: "¿Tiene preguntas? Escriba a {support_email}.",
    unsubscribe: "Cancelar la suscripción",
  },
  customer: {
    "payment.captured": {
      subject: `Pago recibido ${ofOrder}`,
      text: `Hemos recibido su pago de {amount} por ${order}${shop}.\n\nMuchas gracias.`,
      short: `${from}Hemos recibido su pago de {amount} por ${order}. Muchas gracias.`,
    },
    "payment.pending": {
      subject: `Pago aún sin confirmar ${ofOrder}`,
      text: `Su pago de {amount} por ${order}${shop} está en camino, pero aún no se ha confirmado. Con algunos métodos de pago esto tarda unos días.\n\nNo tiene que hacer nada; por favor, no vuelva a pagar. Le avisaremos en cuanto se confirme.`,
      short: `${from}Su pago de {amount} por ${order} aún no se ha confirmado. Por favor, no vuelva a pagar; le avisaremos.`,
    },
    "payment.requires_action": {
      subject: `Complete el pago ${ofOrder}`,
      text: `Para su pago de {amount} por ${order}${shop} falta un paso más por su parte, por ejemplo, una confirmación en la aplicación de su banco.\n\nTodavía no se le ha cobrado nada.`,
      short: `${from}Para su pago de {amount} por ${order} falta un paso más por su parte. Todavía no se le ha cobrado nada.`,
    },
    "payment.late": {
      subject: `Sobre su pago tardío ${ofOrder}`,
      text: `Su pago de {amount} por ${order}${shop} nos ha llegado, pero ya no correspondía: el pedido, o nuestra solicitud de este pago, se había cancelado antes.\n\nEl pago no reactiva el pedido. Se lo reembolsaremos o nos pondremos en contacto con usted. No tiene que hacer nada; por favor, no vuelva a pagar.`,
      short: `${from}Su pago de {amount} por ${order} llegó después de la cancelación. Se lo reembolsaremos o le contactaremos. Por favor, no vuelva a pagar.`,
    },
    "payment.failed": {
      subject: `No se pudo realizar el pago ${ofOrder}`,
      text: `No se pudo realizar su pago de {amount} por ${order}${shop}.{count, plural, =0 {} =1 {} other { Hubo # intentos.}}\n\nNo se le ha cobrado nada. Puede intentarlo de nuevo con el mismo método de pago o con otro.`,
      short: `${from}No se pudo realizar su pago de {amount} por ${order}. No se le ha cobrado nada.`,
    },
    "payment.canceled": {
      subject: `Pago cancelado ${ofOrder}`,
      text: `Su pago de {amount} por ${order}${shop} se ha cancelado.\n\nNo se le cobrará nada más.`,
      short: `${from}Su pago de {amount} por ${order} se ha cancelado. No se le cobrará nada más.`,
    },
    "payment.expired": {
      subject: `Pago no recibido ${ofOrder}`,
      text: `El plazo para pagar {amount} por ${order}${shop} ha terminado y no hemos recibido ningún pago.\n\nNo se le ha cobrado nada.`,
      short: `${from}El plazo para pagar {amount} por ${order} ha terminado. No se le ha cobrado nada.`,
    },
    "refund.succeeded": {
      subject: `Reembolso ${ofOrder}`,
      text: `{has_remaining, select, yes {Le hemos reembolsado {amount} de su pago por ${order}${shop}. Quedan {remaining} sin reembolsar.} other {Le hemos reembolsado {amount} de su pago por ${order}${shop}.}}\n\nSu banco puede tardar unos días en mostrarlo.`,
      short: `${from}Le hemos reembolsado {amount} de su pago por ${order}. Su banco puede tardar unos días en mostrarlo.`,
    },
    "refund.failed": {
      subject: `Reembolso retrasado ${ofOrder}`,
      text: `No se pudo completar su reembolso de {amount} por ${order}${shop}.\n\nNos estamos ocupando de ello y nos aseguraremos de que reciba su dinero. No tiene que hacer nada.`,
      short: `${from}Su reembolso de {amount} por ${order} se ha retrasado. Nos estamos ocupando; no tiene que hacer nada.`,
    },
    "reward.issued": {
      subject: `Un agradecimiento por ${order}`,
      text: `Gracias por ${order}${shop}. Su código de cupón es {code}: {worth} de descuento en su próximo pedido{has_minimum, select, yes { a partir de {minimum}} other {}}.\n\nPuede usarse una sola vez, con esta dirección de correo electrónico{has_ends, select, yes {, hasta el {ends}} other {}}.`,
      short: `${from}Gracias por ${order}. {worth} de descuento en su próximo pedido{has_minimum, select, yes { a partir de {minimum}} other {}} con el código {code}{has_ends, select, yes {, hasta el {ends}} other {}}.`,
    },
    "payment_method.expiring": {
      subject: "Su método de pago guardado caduca pronto",
      text: `Su ${card}, guardada${shop}, caduca el {expires}.\n\nAñada a tiempo otro método de pago para que su próximo pago se realice sin problemas.`,
      short: `${from}Su ${card} caduca el {expires}. Añada a tiempo otro método de pago.`,
    },
    "attention.orphan_payment": {
      subject: "Pago recibido, estamos revisando su pedido",
      text: `Hemos recibido su pago de {amount} por ${order}${shop}, pero aún no hemos podido confirmar el pedido.\n\nNos estamos ocupando de ello. No tiene que hacer nada; por favor, no vuelva a pagar.`,
      short: `${from}Hemos recibido su pago de {amount} y estamos revisando su pedido. Por favor, no vuelva a pagar.`,
    },
  },
  merchant: {
    ...attentionMessages(merchant, attention),
    "dispute.deadline": merchant(
      "Una disputa sigue sin respuesta",
      "Responda en el proveedor antes de que venza el plazo, o el dinero se perderá.",
    ),
    "dispute.closed": merchant("Se ha cerrado una disputa", "Terminó sin decisión. No queda nada por hacer."),
    "dispute.won": merchant("Se ha ganado una disputa", "El dinero es suyo. No queda nada por hacer."),
    "dispute.lost": merchant(
      "Se ha perdido una disputa",
      "El dinero ha vuelto al pagador, y así consta en las transacciones del pedido. No se ha reembolsado a través de la tienda.",
    ),
  },
}
