import { createECDH } from "node:crypto"
import webPush from "web-push"
import { decryptPush } from "../push-service/decrypt"

const bytes = (text: string) => Buffer.from(text, "base64url")

// RFC 8291, Appendix A.
const RFC = {
  privateKey: "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  message:
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
}

function deviceOf(privateKey?: string, auth = RFC.auth) {
  const pair = createECDH("prime256v1")
  if (privateKey) pair.setPrivateKey(bytes(privateKey))
  else pair.generateKeys()
  return { pair, auth: bytes(auth) }
}

it("decrypts the example of RFC 8291", () => {
  expect(decryptPush(bytes(RFC.message), deviceOf(RFC.privateKey))).toBe("When I grow up, I want to be a watermelon")
})

it.each(["", "ł€😀", "x".repeat(3_000)])("decrypts messages of another implementation (%#)", (text) => {
  const device = deviceOf()
  const { cipherText } = webPush.encrypt(device.pair.getPublicKey("base64url"), RFC.auth, text, "aes128gcm")

  expect(decryptPush(cipherText, device)).toBe(text)
})

it("refuses a message that is another device's or was altered", () => {
  const altered = bytes(RFC.message)
  altered[100]! ^= 1

  expect(() => decryptPush(bytes(RFC.message), deviceOf())).toThrow()
  expect(() => decryptPush(bytes(RFC.message), deviceOf(RFC.privateKey, "BTBZMqHH6r4Tts7J_aSIgw"))).toThrow()
  expect(() => decryptPush(altered, deviceOf(RFC.privateKey))).toThrow()
  expect(() => decryptPush(bytes(RFC.message).subarray(0, 60), deviceOf(RFC.privateKey))).toThrow()
})
