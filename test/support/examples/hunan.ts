import type { Database } from 'better-sqlite3'

/** A small supervision store of the Hunan shape (reference: public code of `dzjc`), with dirt by name; always the same. */
export function fillHunan(database: Database): void {
  database.exec(`
    CREATE TABLE TA_SP_SERVICES_GUIDE (SERVICE_ID TEXT PRIMARY KEY, SERVICE_NAME TEXT, ORG_NAME TEXT, TRANS_TYPE TEXT, APPROVE_LIMIT INTEGER, COMMITMENT_LIMIT INTEGER);
    CREATE TABLE TA_SP_INSTANCE (INSTANCE_ID TEXT PRIMARY KEY, PROJECT_NO TEXT, SERVICE_ID TEXT, ORG_NAME TEXT, APPLICANT TEXT, PROJECT_STATE TEXT, INSTANCE_SOURCE TEXT, ACCEPT_TIME TEXT, PROMISE_TIME TEXT, END_TIME TEXT);
    CREATE TABLE TA_SP_SUSPEND (SUSPEND_ID TEXT PRIMARY KEY, INSTANCE_ID TEXT, REASON TEXT, DAYS INTEGER, BEGIN_TIME TEXT, END_TIME TEXT);
    CREATE TABLE TA_JC_COMPLAIN_BASEINFO (COMPLAIN_ID TEXT PRIMARY KEY, TITLE TEXT, CONTENT TEXT, COMPLAIN_TIME TEXT, REPLY_TIME TEXT);
    BEGIN`)
  const put = (table: string, ...values: readonly (string | number | null)[]) =>
    database
      .prepare(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`)
      .run(...values)
  put('TA_SP_SERVICES_GUIDE', 'S1', '最低生活保障审批', '民政局', '1', 30, 20)
  put('TA_SP_SERVICES_GUIDE', 'S2', '个体工商户登记', '工商局', '2', 5, 0)
  put('TA_SP_SERVICES_GUIDE', 'S3', '取水许可', '水务局', '1', 20, 45) // H1 promised longer than the law allows
  const states = ['1', '2', '3', '4', '5', '6', '7', '8', '10', '11', '12', '21']
  for (const [at, state] of states.entries()) {
    const on = `2014-0${1 + (at % 9)}-1${at % 9} 09:00:00`
    const end = /^[24-8]$/.test(state) ? on.replace('09:', '16:') : null
    put(
      'TA_SP_INSTANCE',
      `I${at + 1}`,
      `P2014${at + 1}`,
      at % 2 === 0 ? 'S1' : 'S2',
      '民政局',
      '岩温',
      state,
      String(1 + (at % 5)),
      on,
      on,
      end,
    )
  }
  const on = '2014-06-03 10:00:00'
  const more = (
    id: string,
    state: string,
    source: string,
    accepted: string | null,
    end: string | null,
    service = 'S1',
  ) =>
    put(
      'TA_SP_INSTANCE',
      id,
      `P${id}`,
      service,
      '民政局',
      '玉香',
      state,
      source,
      accepted,
      null,
      end,
    )
  more('H0', '0', '2', null, null) // a draft: not migrated
  more('H6', '1', '6', on, null) // made in a unit's own system: connected
  more('H9', '9', '2', null, null) // only submitted: no acceptance yet, and none is missed
  more('H2', '33', '1', on, null) // H2 a state that nobody knows
  more('H3', '6', '1', null, null) // H3 closed and never accepted
  more('H4', '6', '1', on, '2014-06-01 10:00:00') // H4 finished before accepted
  more('H5', '1', '1', on, null, 'S3') // H5 of an item that is kept out
  put('TA_SP_SUSPEND', 'Z1', 'I1', '专家评审', 15, on, null)
  put('TA_SP_SUSPEND', 'Z2', 'I99', '补正', 5, on, null) // H7 of a case that is not there
  put('TA_JC_COMPLAIN_BASEINFO', 'C1', '窗口态度', '等候太久', on, null)
  put('TA_JC_COMPLAIN_BASEINFO', 'C2', '材料被退?次', '', on, null) // H8 a lost character
  database.exec('COMMIT')
}
