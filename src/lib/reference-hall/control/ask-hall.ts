import { AppError } from '../../errors/index.js'

/** A request under the admin token to a hall on this machine. */
export interface HallQuestion {
  readonly token: string
  readonly method: string
  readonly path: string
  readonly body?: object | undefined
}

/** The parsed answer, null when it is empty. HK-HALL-001 when none comes, or a refusal. */
export async function askHall(
  url: string,
  { token, method, path, body }: HallQuestion,
): Promise<unknown> {
  const admin = { 'x-admin-token': token }
  const typed = { ...admin, 'content-type': 'application/json' }
  const content =
    body === undefined ? { headers: admin } : { headers: typed, body: JSON.stringify(body) }
  const reply = await fetch(url + path, { method, ...content }).catch((error: Error) => {
    throw new AppError('HK-HALL-001', { url, cause: error.message }, { cause: error })
  })
  const text = await reply.text()
  if (reply.ok) return text === '' ? null : JSON.parse(text)
  throw new AppError('HK-HALL-001', { url, cause: `${method} ${path}: HTTP ${reply.status}` })
}
