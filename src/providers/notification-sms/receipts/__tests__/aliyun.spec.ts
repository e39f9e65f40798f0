import { MalformedPayloadError } from "../../../../services/domain/errors"
import { readAliyunReceipts } from "../aliyun"

const REPORT = {
  phone_number: "13800138000",
  send_time: "2026-01-01 00:00:00",
  report_time: "2026-01-01 00:00:03",
  success: true,
  err_code: "DELIVERED",
  err_msg: "用户接收成功",
  sms_size: "1",
  biz_id: "900619746936498440^0",
  out_id: "pn_1",
}

const read = (value: unknown) => readAliyunReceipts(Buffer.from(JSON.stringify(value)))

it("reads every report of one push", () => {
  expect(read([REPORT, { ...REPORT, success: false, err_code: "MOBILE_NOT_ON_SERVICE", biz_id: "2", out_id: "" }])).toEqual([
    { messageId: "900619746936498440^0", state: "delivered", code: "DELIVERED", idempotencyKey: "pn_1" },
    { messageId: "2", state: "undelivered", code: "MOBILE_NOT_ON_SERVICE", idempotencyKey: null },
  ])
})

it("reads a report without a key and without a code", () => {
  const { out_id: _key, err_code: _code, ...report } = REPORT
  expect(read([report])).toMatchObject([{ code: null, idempotencyKey: null }])
})

it.each([
  ["a report alone", REPORT],
  ["no BizId", [{ ...REPORT, biz_id: "" }]],
  ['a success that is text: "false" would count as true', [{ ...REPORT, success: "false" }]],
  ["nothing", null],
])("refuses %s", (_, value) => {
  expect(() => read(value)).toThrow(MalformedPayloadError)
})

it("refuses a body that is no JSON", () => {
  expect(() => readAliyunReceipts(Buffer.from("[{"))).toThrow(MalformedPayloadError)
})
