/** Names that are masked at any depth, in lower case without separators. */
const EXACT: ReadonlySet<string> = new Set([
  ...["number", "pan", "cvc", "cvv", "cvv2", "cvn", "securitycode", "pin", "track1", "track2", "magstripe"],
  ...["name", "firstname", "lastname", "middlename", "fullname", "givenname", "familyname", "surname", "holdername"],
  ...["cardholder", "cardholdername", "accountholder", "accountholdername", "customername", "payername", "nameoncard"],
  ...["line1", "line2", "street", "street1", "street2", "postalcode", "postcode", "zip", "zipcode"],
  ...["ip", "clientip", "customerip", "remoteip", "ipv4", "ipv6", "mobile", "fax", "dob", "dateofbirth", "birthdate", "birthday"],
  ...["ssn", "taxid", "nationalid", "passport", "bic", "swift", "sortcode", "routingnumber", "cookie", "setcookie"],
])

/** Ends of names that are masked at any depth: `receipt_email`, `billing_address`, `access_token`. */
const ENDINGS = [
  ...["email", "phone", "phonenumber", "mobilenumber", "address", "emailaddress", "ipaddress"],
  ...["cardnumber", "accountnumber", "iban", "openid", "authorization", "signature"],
  ...["secret", "token", "password", "passphrase", "apikey", "accesskey", "secretkey", "privatekey", "credential", "credentials"],
]

/** True for a field name that holds payer data or a credential. Ids, amounts, currencies, types and states never do. */
export function isSensitiveName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "")
  return EXACT.has(plain) || ENDINGS.some((ending) => plain.endsWith(ending))
}
