import { sign } from "node:crypto"
import { alipayTestKey } from "../../../../testing/keys/alipay"

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

/** The form that Alipay sends for these fields. `encode` encodes them in their `charset`. */
export function formOf(fields: Readonly<Record<string, string>>, encode = (text: string) => Buffer.from(text)): Buffer {
  const withType: Record<string, string> = { ...fields, sign_type: "RSA2" }
  const names = Object.keys("msg_method" in fields ? withType : fields).sort()
  const text = encode(names.map((name) => `${name}=${withType[name]}`).join("&"))
  const signature = sign("RSA-SHA256", text, alipayTestKey.privateKey).toString("base64")
  const pairs = Object.entries({ ...withType, sign: signature })
  return Buffer.from(
    pairs
      .map(([name, value]) => `${name}=${hex(encode(value)).replaceAll("%20", "+")}`)
      .join("&")
      .replace(/%../g, (code) => code.toUpperCase()),
  )
}
