// A connector as code: a vendor that speaks XML messages, which no connector file can.
const OPERATIONS = {
  'case.pre_pass': ['ys', 'pre-passed'],
  'case.accept': ['sl', 'accepted'],
  'case.assign': ['fb', 'assigned'],
  'case.handle': ['cb', 'handled'],
  'case.review_pass': ['sh', 'reviewed'],
  'case.grant': ['sp', 'granted'],
  'case.settle': ['bj', 'settled'],
}
const STATES = {
  ...{ 10: 'submitted', 20: 'pre_passed', 30: 'accepted', 31: 'handling', 32: 'reviewing' },
  ...{ 33: 'approving', 40: 'granted', 50: 'settled' },
}
const EVENTS = {
  ...{ 10: 'submitted', 20: 'pre-passed', 30: 'accepted', 31: 'assigned', 32: 'handled' },
  ...{ 33: 'reviewed', 40: 'granted', 50: 'settled' },
}

export async function connect(spec, { url, env, now, credentials }, tools) {
  const address = url ?? env.HALL_URL
  const ask = async (operation, fields) => {
    let reply
    try {
      reply = await fetch(address, { method: 'POST', body: message(operation, fields) })
    } catch (error) {
      throw tools.unreachable(address, String(error))
    }
    const answer = await reply.text()
    const [, code] = /<error code="(\w+)">/.exec(answer) ?? []
    if (code === 'E01') throw tools.unauthorised(address, fields.user, code)
    if (code !== undefined) throw tools.refused(operation, code, answer)
    return rowsOf(answer)
  }
  const signed = async (user) => ({ user, password: await credentials(user) })
  const perform = async ({ action, id, input, as, unit, tag, idempotencyKey }) => {
    const who = await signed(as)
    if (action === 'case.submit') {
      const remark = `【演练】${tag ?? idempotencyKey}`
      const [row] = await ask('submit', { ...who, unit, remark, ...input })
      return { id: row.no, number: row.no, state: 'submitted', event: 'case.submitted' }
    }
    const [operation, event] = OPERATIONS[action] ?? []
    if (operation === undefined) throw tools.unsupported(action)
    const [row] = await ask('move', { ...who, no: id, operation })
    return { id, number: id, state: STATES[row.state], event: `case.${event}` }
  }
  return {
    perform,
    info: async () => ({ name: spec.title, version: '', time: iso(now()), virtualClock: false }),
    can: (action) => (/^case\.(submit|list)$/.test(action) || action in OPERATIONS ? 'yes' : 'no'),
    count: async (what) => {
      if (what !== 'case') throw tools.unsupported(`${what}.list`)
      return (await ask('list', {})).length
    },
    signIn: async (account) => {
      await ask('login', await signed(account))
    },
    get: async (kind, id) => {
      const row = (await ask('list', {})).find(({ no }) => no === id)
      if (row === undefined) throw tools.refused(`${kind}.get`, 'not-found', id)
      return { ...shown(row), version: 0, data: {} }
    },
    events: async (after) => {
      const log = await ask('log', { after })
      const events = log.map((row) => ({
        ...{ ...shown(row), seq: Number(row.seq), type: `case.${EVENTS[row.state]}` },
        ...{ objectId: row.no, actor: row.by, role: '', data: { item: row.item } },
        ...{ occurredAt: iso(Number(row.at)), recordedAt: iso(Number(row.at)) },
      }))
      return { events, last: events.at(-1)?.seq ?? after }
    },
  }
}

function shown({ no, unit, state, remark }) {
  const tag = remark.replace(/^【演练】/, '')
  return { id: no, kind: 'case', number: no, unit, state: STATES[state], tag: tag || null }
}

function message(operation, fields) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `<${name}>${escaped(value)}</${name}>`,
  )
  return `<?xml version="1.0"?><${operation}>${parts.join('')}</${operation}>`
}

function rowsOf(text) {
  return [...text.matchAll(/<row ([^>]*)\/>/g)].map(([, attributes]) =>
    Object.fromEntries(
      [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, plain(value)]),
    ),
  )
}

function escaped(value) {
  return String(value ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
}

function plain(value) {
  return value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}

function iso(ms) {
  return new Date(ms + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00')
}
