import type { doctor as zh } from '../../zh/texts/doctor.js'

type Advice = (typeof zh)['advice']['node']

const told =
  (good: (detail: string) => string, otherwise: (detail: string) => string): Advice =>
  (p) =>
    p.state === 'good'
      ? good(p.detail)
      : p.state === 'none'
        ? 'does not apply'
        : otherwise(p.detail)

/** What `doctor` says on the screen. */
export const doctor: typeof zh = {
  columns: { item: 'Item', state: 'Result', message: 'Remark' },
  states: { good: 'good', warn: 'look', bad: 'bad', none: '-' },
  items: {
    node: 'Node.js',
    sqlite: 'SQLite',
    disk: 'Place',
    writable: 'Rights',
    workspace: 'Workspace',
    store: 'Store',
    lock: 'In use',
    fonts: 'Fonts',
  },
  advice: {
    node: told(
      (detail) => detail,
      (detail) => `too old: ${detail}; install the version that is asked for`,
    ),
    sqlite: told(
      () => 'works',
      (detail) => `cannot be loaded: ${detail}; run npm install in the program folder`,
    ),
    disk: told(
      (detail) => detail,
      (detail) => `network share or synchronised folder (${detail}): move it to a local folder`,
    ),
    writable: told(
      () => 'can be written',
      (detail) => `cannot be written (${detail}): check the rights of the folder`,
    ),
    workspace: (p) =>
      p.state === 'none'
        ? 'this folder is no workspace; hallkit init makes one'
        : p.state === 'good'
          ? p.detail
          : `hallkit.yaml is wrong (${p.detail}); hallkit status shows where`,
    store: told(
      () => 'sound',
      (detail) => `damaged (${detail}): back it up whole, then import inbox into a new workspace`,
    ),
    lock: told(
      () => 'free',
      (detail) => `another command is using it (${detail}); wait for it`,
    ),
    fonts: told(
      () => 'complete',
      (detail) =>
        `no ${detail} here; papers are made all the same, open them where it is installed`,
    ),
  },
}
