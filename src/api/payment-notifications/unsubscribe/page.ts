/** What a person sees who follows the link by hand. The click is a POST: programs that look mails through open every link. */
const page = (body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<meta name="referrer" content="no-referrer"><title>Notifications</title></head>` +
  `<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem">${body}</body></html>`

export const askPage = (): string =>
  page(`<h1>Unsubscribe</h1><p>Stop receiving these messages? Messages about your payments still reach you.</p>
    <form method="post"><button style="font: inherit; padding: 0.5rem 1rem">Unsubscribe</button></form>`)

export const donePage = (): string => page(`<h1>Unsubscribed</h1><p>You will not receive these messages any more.</p>`)

export const invalidPage = (): string =>
  page(`<h1>This link is not valid</h1><p>It may have been cut off. Sign in to your account to change what you receive.</p>`)
