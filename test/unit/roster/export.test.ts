import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import {
  draftPeople,
  EXPORT_FORMATS,
  type ExportFormat,
  exportRoster,
  generateMapping,
  loadRosterRules,
} from '../../../src/lib/roster/index.js'
import { loadForm, readBook, readForm } from '../../../src/lib/sheets/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { aLine, anItem, aPack, aPerson, aSource, sources } from './build.js'

const rules = await loadRosterRules()
const PHONE = '13800001234'
const at = new Date('2015-04-08T00:00:00Z')
const people = [
  aPerson('张三', {
    title: '股长',
    office: '林政股',
    phone: PHONE,
    roles: ['window_acceptor'],
    lines: [aLine({ node: 'accept', limit: '1个工作日' })],
  }),
  aPerson('=HYPERLINK("x")', {
    roles: ['window_acceptor'],
    lines: [aLine({ item: '甲', node: 'accept', ab: 'B' })],
  }),
  aPerson('李四', {
    workNo: 'A-1',
    roles: ['reviewer'],
    lines: [aLine({ item: '甲', node: 'review' })],
  }),
  aPerson('王五', { roles: ['supervisor'] }),
]
const items = [anItem('甲', { code: '11532822000001' }), anItem('乙')]
const given = sources(rules, { people, items, applicants: 1 })
const { mapping, staff } = generateMapping(given)
const exportSources = { pack: aPack(), rules, mapping, staff, items }

async function exported(format: ExportFormat): Promise<string | Uint8Array> {
  const [file] = await exportRoster(exportSources, { format, unit: null, at })
  return file?.data ?? ''
}

async function document(format: ExportFormat) {
  return JSON.parse(String(await exported(format)))
}

describe('privacy', () => {
  test.each(EXPORT_FORMATS.filter((format) => format !== 'table2'))(
    '%s holds no telephone',
    async (format) => {
      const data = await exported(format)
      const text = typeof data === 'string' ? data : await allText(data)

      expect(text).toContain(format === 'ldif' ? Buffer.from('张三').toString('base64') : '张三')
      expect(text).not.toContain(PHONE)
    },
  )
})

async function workbookOf(data: string | Uint8Array): Promise<ExcelJS.Workbook> {
  const folder = await tempFolder()
  await writeFile(join(folder, 'x.xlsx'), data)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(join(folder, 'x.xlsx'))
  return workbook
}

async function allText(data: Uint8Array): Promise<string> {
  const texts: string[] = []
  for (const sheet of (await workbookOf(data)).worksheets) {
    sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)))
  }
  return texts.join('\n')
}

describe('the mapping workbook', () => {
  test('has a matrix of item x node x person for each unit, people, gaps, a line to sign', async () => {
    const workbook = await workbookOf(await exported('xlsx'))
    const [, matrix] = workbook.worksheets
    const rows = matrix?.getSheetValues().slice(3) ?? []

    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      '汇总',
      '勐海县测试局',
      '人员',
      '缺口',
    ])
    expect(rows).toContainEqual(expect.arrayContaining(['序号', '事项名称', '受理', '审核']))
    expect(rows).toContainEqual(expect.arrayContaining(['乙', '缺', '张三（A）', '李四（A）']))
    expect(JSON.stringify(rows.at(-1))).toContain('单位负责人（签字）')
    expect(workbook.getWorksheet('缺口')?.rowCount).toBe(3 + mapping.gaps.length)
  })

  test('prints on A4, one page wide, its header row on every page, every row high enough', async () => {
    for (const sheet of (await workbookOf(await exported('xlsx'))).worksheets) {
      const { paperSize, fitToWidth, fitToHeight, printTitlesRow } = sheet.pageSetup
      expect([paperSize, fitToWidth, fitToHeight, printTitlesRow]).toEqual([9, 1, 0, '1:3'])
      sheet.eachRow((row) => expect(row.height).toBeGreaterThanOrEqual(20))
    }
  })

  test('holds text only: a name that looks like a formula is a name', async () => {
    for (const sheet of (await workbookOf(await exported('xlsx'))).worksheets) {
      sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()))
    }
  })
})

test('the CSV has a row for each person and node, each gap, and guards formulas', async () => {
  const lines = String(await exported('csv')).split('\r\n')
  const spots = mapping.assignments.length + mapping.gaps.length

  // 王五 and the applicant hold no node.
  expect(lines).toHaveLength(1 + spots + 2 + 1)
  expect(lines[0]).toMatch(/^\ufeff单位代码,/u)
  expect(lines.join()).toContain(`"'=HYPERLINK(""x"")"`)
})

describe('SCIM (RFC 7643, RFC 7644)', () => {
  test('is one bulk request whose operations all have a method, a path, a bulkId of their own and data', async () => {
    const { schemas, failOnErrors, Operations } = await document('scim')
    const ids = Operations.map(({ bulkId }: { bulkId: string }) => bulkId)

    expect(schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:BulkRequest'])
    expect(Number.isInteger(failOnErrors)).toBe(true)
    expect(new Set(ids).size).toBe(Operations.length)
    for (const { method, path, data } of Operations) {
      expect(method).toBe('POST')
      expect(path).toMatch(/^\/(?:Users|Groups)$/)
      expect(data.schemas.length).toBeGreaterThan(0)
    }
  })

  test('users have userName and every schema whose attributes they use; no read-only attribute, no password', async () => {
    const { Operations } = await document('scim')
    const users = Operations.filter(({ path }: { path: string }) => path === '/Users')

    expect(users).toHaveLength(mapping.users.length)
    for (const { data } of users) {
      const extensions = Object.keys(data).filter((key) => key.startsWith('urn:'))
      expect(data.userName).toMatch(/\S/)
      expect(data.schemas).toEqual(['urn:ietf:params:scim:schemas:core:2.0:User', ...extensions])
      for (const banned of ['id', 'meta', 'groups', 'password'])
        expect(data).not.toHaveProperty(banned)
    }
  })

  test('groups name their members by the bulkId of users that stand before them', async () => {
    const { Operations } = await document('scim')
    const seen = new Set<string>()
    for (const { path, bulkId, data } of Operations) {
      const members: readonly { readonly value: string }[] = data.members ?? []
      for (const { value } of members) expect(seen).toContain(value.replace(/^bulkId:/u, ''))
      if (path === '/Groups') expect(members.length).toBeGreaterThan(0)
      seen.add(bulkId)
    }
  })
})

test('the Keycloak realm names only roles and groups that it defines, and holds no credential', async () => {
  const realm = await document('keycloak')
  const roles = realm.roles.realm.map(({ name }: { name: string }) => name)
  const groups = realm.groups.map(({ path }: { path: string }) => path)

  expect(realm.users).toHaveLength(mapping.users.length)
  for (const user of realm.users) {
    expect(roles).toEqual(expect.arrayContaining(user.realmRoles))
    expect(groups).toEqual(expect.arrayContaining(user.groups))
    expect(user.username).toBe(user.username.toLowerCase())
    expect(user.requiredActions).toEqual(['UPDATE_PASSWORD'])
    expect(user).not.toHaveProperty('credentials')
  }
})

test('LDIF: short ASCII lines, cn and sn in every person, members that exist, no empty group', async () => {
  const text = String(await exported('ldif'))
  const entries = text
    .replaceAll('\n ', '')
    .split('\n\n')
    .slice(1)
    .map((entry) => entry.trim().split('\n'))
  const dns = entries.map(([dn]) => dn?.replace('dn: ', ''))

  expect(text).toMatch(/^version: 1\n/)
  expect(text).toMatch(/^[\n\x20-\x7e]*$/)
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(76)
  for (const entry of entries) {
    const has = (attribute: string) => entry.some((line) => line.startsWith(`${attribute}:`))
    if (entry.includes('objectClass: inetOrgPerson'))
      expect([has('cn'), has('sn')]).toEqual([true, true])
    if (!entry.includes('objectClass: groupOfNames')) continue
    const members = entry.filter((line) => line.startsWith('member: '))
    expect(members.length).toBeGreaterThan(0)
    for (const member of members) expect(dns).toContain(member.replace('member: ', ''))
  }
})

test('table 2 goes out filled, with the telephone that it asks for, and reads back as the same mapping', async () => {
  const forms = await exportRoster(exportSources, { format: 'table2', unit: 'U1', at })
  const folder = await tempFolder()
  await writeFile(join(folder, '表2.xlsx'), forms[0]?.data ?? '')
  const book = await readBook(join(folder, '表2.xlsx'))
  const sheet = book.sheets[0] ?? expect.fail('no sheet')
  const reading = readForm(book, sheet, await loadForm('node-staff'))

  const drafts = draftPeople([reading], aSource(rules))
  const again = drafts.map((draft) => ({ ...draft, kind: 'person' as const, version: 1 }))
  const back = generateMapping({ ...given, people: again })

  const spots = (list: typeof mapping.assignments) =>
    list.map(({ item, node, workNo, ab }) => `${item} ${node} ${workNo} ${ab}`).sort()
  expect(forms.map(({ unit }) => unit)).toEqual(['勐海县测试局'])
  expect(drafts.flatMap(({ findings }) => findings)).toEqual([])
  expect(spots(back.mapping.assignments)).toEqual(spots(mapping.assignments))
  expect(back.mapping.users.map(({ workNo, roles }) => [workNo, roles])).toEqual(
    mapping.users.map(({ workNo, roles }) => [workNo, roles]),
  )
  expect(drafts.map(({ data }) => data.phone)).toContain(PHONE)
})
