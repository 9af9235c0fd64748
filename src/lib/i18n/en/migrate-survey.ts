import type { AnswerFlaw } from '../../errors/codes/migrate-survey.js'
import type { migrateSurvey as zh } from '../zh/migrate-survey.js'

const minute = (at: string) => at.slice(0, 16).replace('T', ' ')

const signs = {
  question: 'a question mark beside Han characters: the character was lost when it was stored',
  replaced: 'characters that could not be decoded (�, 锟斤拷)',
  private: 'characters of private use',
  'gbk-as-latin1': 'GBK stored in a latin1 column (looks like ÍõÎ°)',
  'utf8-as-latin1': 'UTF-8 taken for latin1 and stored twice (looks like çŽ‹ä¼Ÿ)',
  'utf8-as-gbk': 'UTF-8 read as GBK (looks like 鐜嬩紵)',
  control: 'control characters',
}
const answers: Readonly<
  Record<AnswerFlaw, (key: string, text: string) => { message: string; fix: string[] }>
> = {
  'not-kept-out': (key) => ({
    message: `${key} is not kept out now; the answer was not taken`,
    fix: ['See migrate quarantine list; what was migrated is mended in the hall'],
  }),
  changed: (key) => ({
    message: `${key} has changed in the old system since; the answer was not taken`,
    fix: ['Export again and mend the new row'],
  }),
  unsure: (key) => ({
    message: `Nobody knows yet whether the hall took ${key}; the answer was not taken`,
    fix: [
      'Look in the hall by its number and write 大厅已有 (there) or 大厅没有 (absent) under 处理',
    ],
  }),
  way: (key, text) => ({
    message: `"${text}" under 处理 of ${key} is not known; the answer was not taken`,
    fix: [
      'Write 更正, 不迁 or 补录, or nothing (changed cells are corrections); 大厅已有 or 大厅没有 only for what was sent and not answered',
    ],
  }),
  reason: (key) => ({
    message: `No reason under 处理意见 of ${key}; the answer was not taken`,
    fix: ['Write it there, or give one for the whole list with --because'],
  }),
  long: (key, text) => ({
    message: `"${text}" of ${key} is longer than a cell can hold; the change was not taken`,
    fix: ['Correct it with migrate quarantine fix'],
  }),
  unchanged: (key) => ({
    message: `${key} says 更正, and no cell of it was changed`,
    fix: ['Correct the cells that are wrong, or write 不迁'],
  }),
}
const recover = {
  question: [
    'It cannot be got back: look at the papers, then quarantine fix; let intact keep such rows out',
  ],
  replaced: ['It cannot be got back: look at the papers; let intact keep such rows out'],
  private: ['Ask for the table of made-up characters; let intact keep such rows out'],
  'gbk-as-latin1': [
    'All of it can be got back: encoding: gb18030 in source (profile again with --encoding gb18030)',
  ],
  'utf8-as-latin1': [
    'It can be got back: encoding: utf-8 in source; single rows with quarantine fix',
  ],
  'utf8-as-gbk': ['Check encoding in source, mostly it should be utf-8; single rows one by one'],
  control: ['Mostly the filling of fixed width: trim takes it away'],
}

const UNLOAD = (driver: string) =>
  driver === 'oracle' || driver === 'sqlserver'
    ? `Otherwise hallkit migrate unload ${driver} writes a script that the server runs itself`
    : 'Otherwise have it exported as text (UTF-8 or GB18030) and migrate the files'
const PACKAGES: Readonly<Record<string, string>> = { sqlserver: 'mssql', oracle: 'oracledb' }
const causes: Readonly<Record<string, (driver: string) => readonly [string, ...string[]]>> = {
  driver: (driver) => [
    'its driver is not installed',
    `npm install ${PACKAGES[driver] ?? driver} in the folder of hallkit`,
    UNLOAD(driver),
  ],
  tls: (driver) => [
    'its TLS is too old, or its certificate is its own',
    'Its own certificate: trust_certificate: true; old TLS: encrypt: false (everything in the clear, inside only)',
    UNLOAD(driver),
  ],
  'oracle-old': () => [
    'Oracle 11g or older, which the thin driver refuses',
    'hallkit migrate unload oracle writes a script for sqlplus',
  ],
  'oracle-verifier': () => [
    'the password is kept as Oracle 10g did, which the thin driver refuses',
    'Have the password set anew (ALTER USER), or hallkit migrate unload oracle',
  ],
  'mysql-old-login': () => [
    'the account logs in as before MySQL 4.1',
    'Have the password set anew with SET PASSWORD, or load a dump into a new MySQL',
  ],
  login: () => [
    'wrong user or password',
    'Check user; the password comes as env:NAME or file:PATH',
  ],
  database: () => ['there is no such database', 'Check its name or service, capitals too'],
  refused: () => [
    'nothing answers on that port',
    'Check port, firewall, and that the service runs and lets others in',
  ],
  host: () => ['there is no such host', 'Check the address and the network'],
  timeout: (driver) => ['no answer', 'Check network and firewall', UNLOAD(driver)],
  charset: () => ['the encoding cannot be told', 'Say encoding in source: gb18030, utf-8, big5'],
  missing: () => [
    'there is no such file or folder',
    'Check the path; in a mapping it starts from its folder',
  ],
  privilege: () => ['no right to read', 'Have SELECT granted; read permission for files'],
  damaged: () => [
    'damaged, cut off or with a password',
    'Copy it again; Access: compact and repair first',
  ],
  other: (driver) => ['it does not open', UNLOAD(driver)],
}
const because = (cause: string, driver: string) =>
  (causes[cause] ?? causes['other'])?.(driver) ?? ['']

export const migrateSurvey: typeof zh = {
  'HK-MIG-030': ({ source }) => ({
    message: `Nothing says what kind of old data ${source} is`,
    fix: [
      'A file .dbf .mdb .accdb .csv .txt .xlsx .xls .sqlite, a folder of them, or a mapping (.yaml)',
      'A database: mysql://user@host:port/database; also postgres, sqlserver, oracle',
    ],
  }),
  'HK-MIG-031': ({ address }) => ({
    message: `The address ${address} holds a password`,
    fix: [
      'It would stay in the history of commands: --password env:NAME or --password file:PATH instead',
    ],
  }),
  'HK-MIG-032': ({ source, faults }) => ({
    message: `${source} lacks something or says too much: ${faults.join('; ')}`,
    fix: ['mysql://user@host:port/database?option=value; options are those of source in a mapping'],
  }),
  'HK-MIG-033': ({ file }) => ({
    message: `${file} is there already and was not overwritten`,
    fix: ['Take another name, or --force: what was changed in it is lost'],
  }),
  'HK-MIG-034': ({ entity, key, nearest }) => ({
    message: `"${key}" of ${entity} is not on the list of cases to be keyed`,
    fix: [
      ...(nearest.length > 0 ? [`Did you mean ${nearest.join(' or ')}?`] : []),
      'hallkit migrate manual list shows it; a row that is kept out comes to it with migrate manual open',
    ],
  }),
  'HK-MIG-035': ({ key, hallKey, operator }) => ({
    message: `${key} was keyed by ${operator} already, as ${hallKey} of the hall`,
    fix: ['If both numbers are in the hall it was keyed twice: void one of them there'],
  }),
  'HK-MIG-036': ({ hallKey, key }) => ({
    message: `The hall's number ${hallKey} closed ${key} already`,
    fix: ['Check the number: each case has its own'],
  }),
  'HK-MIG-504': ({ operator, cases, from, to }) => ({
    message: `Looks like back-entry in bulk: ${operator} keyed ${cases} late cases from ${minute(from)} to ${minute(to)}`,
    fix: [
      'Compare with the papers; the hall must show the real times, and the statement must say so',
    ],
  }),
  'HK-MIG-505': ({ cases }) => ({
    message: `${cases} cases to be keyed are late`,
    fix: ['Key them in today and close them with migrate manual close'],
  }),
  'HK-MIG-038': ({ file, table, counted, found }) => ({
    message: `${table}: the old server counted ${counted} rows, ${file} holds ${found}`,
    fix: [
      'Somebody wrote meanwhile, or the copy is not whole: stop the old system, unload again, copy the whole folder',
    ],
  }),
  'HK-MIG-039': ({ file, byte }) => ({
    message: `${file} was not written to its end (from byte ${byte} on it is no row)`,
    fix: [
      'The unloading was interrupted or the disk is full: see what the old server said, unload again',
    ],
  }),
  'HK-MIG-040': ({ example, known }) => ({
    message: `There is no example "${example}"`,
    fix: [`There are ${known.join(', ')}`],
  }),
  'HK-MIG-037': ({ file, reason }) => ({
    message: `${file} is no sheet of codes (${reason})`,
    fix: ['Fill in what hallkit migrate codes export wrote; leave its header as it is'],
  }),
  'HK-MIG-510': ({ table, value, target }) => ({
    message: `"${value}" (${table}) has more than one answer on the sheet, here "${target}"; none was taken`,
    fix: ['One value means one thing: decide, and import again'],
  }),
  'HK-MIG-511': ({ table, known }) => ({
    message: `The mapping has no code table "${table}"`,
    fix: [`Leave that column as it is; the mapping has ${known.join(', ')}`],
  }),
  'HK-MIG-512': ({ table, value, target, allowed }) => ({
    message: `"${value}" (${table}) cannot become "${target}"`,
    fix: [
      allowed.length > 0 ? `One of ${allowed.join(', ')}` : 'All targets of this table are numbers',
    ],
  }),
  'HK-MIG-513': ({ table, value, target }) => ({
    message: `"${target}", which "${value}" becomes, is new in ${table}; it was taken`,
    fix: ['Make sure that it is no slip'],
  }),
  'HK-MIG-041': ({ file }) => ({
    message: `${file} is no list of rows that were kept out`,
    fix: ['Fill in the list of hallkit migrate quarantine export, and leave its head as it is'],
  }),
  'HK-MIG-514': ({ key, why, text }) => answers[why](key, text),
  'HK-MIG-520': ({ place, driver, cause, reason }) => {
    const [why = '', ...fix] = because(cause, driver)
    return { message: `${place} (${driver}) does not open: ${why} (${reason})`, fix }
  },
  'HK-MIG-521': ({ place, driver, table, cause, reason }) => {
    const [why = '', ...fix] = because(cause, driver)
    return {
      message: `Table ${table} of ${place} (${driver}) cannot be read: ${why} (${reason})`,
      fix,
    }
  },
  'HK-MIG-522': ({ place, tables }) => ({
    message: `Tables of ${place} without a key: ${tables.slice(0, 10).join(', ')}`,
    fix: [
      'They are read sorted by all columns, slowly; have a unique index added, or migrate an export',
    ],
  }),
  'HK-MIG-523': ({ folder, needed, free }) => ({
    message: `The disk of ${folder} has ${free} MB left, about ${needed} MB are needed (target, ledger, rehearsal)`,
    fix: ['Make room, or put target on another disk'],
  }),
  'HK-MIG-524': ({ folder, disk }) => ({
    message: `${folder} is on a network or synchronised disk (${disk}), where a database may break`,
    fix: ['Put target on a disk of this machine'],
  }),
  'HK-MIG-525': ({ folder, reason }) => ({
    message: `The target goes to ${folder}, which cannot be written (${reason})`,
    fix: ['Make the folder, give the right to write, or change target'],
  }),
  'HK-MIG-526': ({ driver, entity, reason }) => ({
    message: `The target (${driver}) ${entity === '' ? 'cannot be reached' : `does not take ${entity}`}: ${reason}`,
    fix: [
      'Check address, account, token and the table and fields of the mapping; a hall has to run',
    ],
  }),
  'HK-MIG-527': ({ entity, table }) => ({
    message: `There are rows in ${table} of the target already (${entity})`,
    fix: ['Rows of an earlier run are gone on with; those of others are never written over'],
  }),
  'HK-MIG-528': ({ entity, table, isOnce }) => ({
    message: `The hall does not tell what it took into ${table} (${entity}): nothing can be reconciled or taken back${isOnce ? '; what was sent when the line broke a person has to look up' : ''}`,
    fix: [
      'Ask the vendor for a way to look it up, and describe it as migrated in the connector',
      ...(isOnce
        ? ['If the hall knows a repeated key, say idempotent: true in the connector']
        : []),
    ],
  }),
  'HK-MIG-501': ({ table, column, sign, rows, places }) => ({
    message: `${table}.${column}: ${rows} rows with ${signs[sign]}, such as ${places.join(', ')}`,
    fix: recover[sign],
  }),
  'HK-MIG-502': ({ table, rows }) => ({
    message: `${table}: ${rows} rows are damaged in the source itself`,
    fix: ['They will be kept out, each with its place; export or copy again if possible'],
  }),
  'HK-MIG-506': ({ table, columns }) => ({
    message: `${table}: no header was found; every row is data, and the ${columns} columns are called #1, #2 ...`,
    fix: [
      `If there is one, say in which row, in source: header: { ${table}: 1 }`,
      `If not, write '#1', '#2' (quoted) in the mapping, or name the columns in source (csv): columns: { ${table}: [name, name] }`,
    ],
  }),
  'HK-MIG-503': ({ table, columns }) => ({
    message: `${table}: columns that cannot be read: ${columns.join(', ')}`,
    fix: ['Save attachments and multi-value columns as files or plain columns in Access'],
  }),
}
