import { sign } from "node:crypto"

/** A published test key with its certificate (OpenSSL, valid until 2056): it plays Alipay and is to be trusted nowhere. */
export const testKey = {
  privateKey: `-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDI3EFMu/6pog7q
UuRBy34712dufyIKwEGy7PDUBT4pRoja7h8PyzZMlSvpN0EoivsNuFxP1eqOdWz3
23PrVfXieHftt9/j52sne7PmSDPvZ8NiHCbCX3rxveyo71hAAH5FgVsz//xhR8F4
3jy4blFxu6YR1Ss3Mz+uJipcjyUYGznHHinEMCd3pCd7BRDEkBlH7zW0khYcUQ0A
aTwDDMdSo+EIxUSZ+oVSjZm94ejB7ZlHahDG/IdgVYBsoc5052ccldfOZyMAJWSQ
boCtsfHWlt4JszzQkLaOe465yYtCat/DfCrYhuje9tThdU9jJiQO/a1BX8KEa81e
RK0jvZn/AgMBAAECggEAMdt2PAFYG6w1zpVHwkssKNd1fZiCDzAcvriQqNgqT12K
P+mmfSmgb08ByNBl1JX27jdqdoivQbBFHZr0AaDjOVVU04V2RiBd2T2b8JfQiGb1
uScqucmwf0v48BAFFFHrBf6vcE9kypLgo8tqQA9mGPiOptOGeBu4/VXM4w/HEd3T
APL7AV55eMBuuZYpkH82165uhWdlw1IMjRRBPzcekdUh89VWAIBbXGWDACGIQTGv
kVhRrvpBMcijPm5fveXI9smzPHyArTYa5KZjaVBMGGH7T+HNEoMFTS8OgsRM9/5v
7LVH9tWOcU1LVEy+uGKdE6bd4nyboBU7dTOfqa5UWQKBgQD7oxQZU/CXwc2YQ6Yw
eMlB0wBennFEa/HYEHsHx/OPVBB7MT9tFBj47M56TXgwb7P+7pDxESfYqrgvcNsp
ydwgVWLdjMAgC+1b7uze2UWSDz8g+4iSvSVnLgYHOBsPAWIsfaKbYjPGSGKNNFvb
lWsTX46j/S/YxtPhjkHmjVHBdwKBgQDMV8xYRZwGqXZqTBcK7sBkW9YPKt7nCFoc
LFbxlecLhdDEac75TgZwGThUfGdqldDgqrqgFFDsLVnyPQj2s0gqKtOsrbC3+N9g
1QpQY129gTvPcCydz9ft2Bnh5u+NwbdRdTb0yExE+8GBefAGT+auOyeZFI8+07bB
x8Nv1UhNuQKBgQDjIPV5TwywzdtW/mi5A60U3vFMdlLiYVRvo6CJC2/KBSTDLVaE
jElmFcjhF5/OiGS9THRDQyrmJGIPYBxSAcPQ44FTXEHmKx3ZhzUCiLaE+YIPsTo6
yMND+IS0a23xA1yrr9Lf0anN5XQe5A2ti5aUbAIB/vv6/KwuwQq2oQQUTQKBgQCI
h7EU2Y2iNd/UrfpHZ7ZMV7/yamZ8Xuw2HroIuGujG0mdskSD9kn+5Brq+CPw5yCk
u+3tvyVCaBrM61Lt4mO5KNw9Z9/HTBWUEUPO6lVbpNldhEmLN6/CTr0cXrx4LpJZ
bsPFUX8EKGHmLJ7e2Mv8ZbHTahU7mSFm4B4IvqyMoQKBgCAzp9jp4t9ID4xCdydw
DRs3540dZlQ6cHr8425iG1kT7LZA5i1GnoXfWGTel1SFDZ4798HoZi52RxPt4SkR
R9GWLxFsPY+nuB14YjYJ/dPROP4fUMAIjLCfWt/5hazhI7PzC08gQSXlrv4e3OIn
INyycaC9gKmEJckQXj9YZpbA
-----END PRIVATE KEY-----
`,
  certificate: `-----BEGIN CERTIFICATE-----
MIIDODCCAiCgAwIBAgIUdOH/r+P3oAKyWinfW/mHpHOvLeMwDQYJKoZIhvcNAQEL
BQAwLDEqMCgGA1UEAwwhUHVibGlzaGVkIHRlc3QgY2VydGlmaWNhdGUgKHVuaXQp
MCAXDTI2MTEyMTEzNTcxOFoYDzIwNTYxMTIwMTM1NzE4WjAsMSowKAYDVQQDDCFQ
dWJsaXNoZWQgdGVzdCBjZXJ0aWZpY2F0ZSAodW5pdCkwggEiMA0GCSqGSIb3DQEB
AQUAA4IBDwAwggEKAoIBAQDI3EFMu/6pog7qUuRBy34712dufyIKwEGy7PDUBT4p
Roja7h8PyzZMlSvpN0EoivsNuFxP1eqOdWz323PrVfXieHftt9/j52sne7PmSDPv
Z8NiHCbCX3rxveyo71hAAH5FgVsz//xhR8F43jy4blFxu6YR1Ss3Mz+uJipcjyUY
GznHHinEMCd3pCd7BRDEkBlH7zW0khYcUQ0AaTwDDMdSo+EIxUSZ+oVSjZm94ejB
7ZlHahDG/IdgVYBsoc5052ccldfOZyMAJWSQboCtsfHWlt4JszzQkLaOe465yYtC
at/DfCrYhuje9tThdU9jJiQO/a1BX8KEa81eRK0jvZn/AgMBAAGjUDBOMB0GA1Ud
DgQWBBRcijG099zKwoER1shLuWvXshYlXjAfBgNVHSMEGDAWgBRcijG099zKwoER
1shLuWvXshYlXjAMBgNVHRMBAf8EAjAAMA0GCSqGSIb3DQEBCwUAA4IBAQBj7eMc
OlJFJ++Zm63X1LizXUP4NFdJPOq/v15Ll4/KjfFM592pcqoClO4z1T0PrN/p2lQ+
1FMzi/q7ilYqsm276UqhGXR0peKaL+4R14Pj7sg11VdM907+L4+NRLcAJnlRKfQW
jVZh/Ht4dZQblm45cSbwj0XFRSBYrWNW7O8ne298AyUNBDZJqfgeF7sn2Y8BOyY5
o2YWQKrE3kKxGOQcf43WTkUGCn7C2nKaHN8nLDvLedAvq+6ZlOIm5leBHAUKh3qc
F6ohBsxIdM462Kyn8ugPXES1JbbTkOjOPccO92DlBKtBg00Q5IXJbobGauUsm1vi
C+Xz3+RuoLKX+R8p
-----END CERTIFICATE-----
`,
} as const

/** The certificate of an issuer, like those in alipayRootCert.crt. */
export const issuerCertificate = `-----BEGIN CERTIFICATE-----
MIIBmDCCAT2gAwIBAgIUDbThOuQ+fZ5SOLazi8BwssfCtG0wCgYIKoZIzj0EAwIw
IDEeMBwGA1UEAwwVUHVibGlzaGVkIHRlc3QgaXNzdWVyMCAXDTI2MTEyMTEzNTcx
OFoYDzIwNTYxMTIwMTM1NzE4WjAgMR4wHAYDVQQDDBVQdWJsaXNoZWQgdGVzdCBp
c3N1ZXIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATFH3l69DwtmT9i6yjruQ5Z
UVkFdGGFGEIArJxRJWtTsN9+5rrWYkoMSf/jV02nAWBkxyHadvzB3UV0QnBRz23J
o1MwUTAdBgNVHQ4EFgQU5G8O/eN6hbhEaU0X5GTWwIUBbRowHwYDVR0jBBgwFoAU
5G8O/eN6hbhEaU0X5GTWwIUBbRowDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQD
AgNJADBGAiEAxgEZbVZf0q2Ns1tgAtaCwgXBtJOrz7H5vKYuAICtoHQCIQCjgqg1
v7f3WBCLZpvlznbzNzNllu6l37vkvucg15XE7A==
-----END CERTIFICATE-----
`

const hex = (bytes: Buffer) =>
  bytes.toString("latin1").replace(/[^A-Za-z0-9_.-]/g, (byte) => `%${Buffer.from(byte, "latin1").toString("hex")}`)

/** The form that Alipay sends for these fields; \`encode\` as their \`charset\` says. */
export function formOf(fields: Readonly<Record<string, string>>, encode = (text: string) => Buffer.from(text)): Buffer {
  const withType: Record<string, string> = { ...fields, sign_type: "RSA2" }
  const names = Object.keys("msg_method" in fields ? withType : fields).sort()
  const text = encode(names.map((name) => `${name}=${withType[name]}`).join("&"))
  const signature = sign("RSA-SHA256", text, testKey.privateKey).toString("base64")
  const pairs = Object.entries({ ...withType, sign: signature })
  return Buffer.from(
    pairs
      .map(([name, value]) => `${name}=${hex(encode(value)).replaceAll("%20", "+")}`)
      .join("&")
      .replace(/%../g, (code) => code.toUpperCase()),
  )
}
